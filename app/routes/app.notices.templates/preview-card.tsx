import type { SerializeFrom } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeKind } from "../../customers/notices/notice-kind.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { TemplateAction, TemplateLoader } from "./route.tsx";

interface Props {
  template: { subject: string; body: string };
  templateKey: { kind: NoticeKind; locale: StorefrontLocale };
  orders: string[];
  /** Of what is saved, on a made-up order. */
  initial: SerializeFrom<TemplateLoader>["preview"];
}

/** Typing rests for so long before the preview is made again. */
const restMs = 300;

/** What the words make of an order, as they are typed. The mail stands in a frame that runs nothing. */
export function PreviewCard({ template, templateKey, orders, initial }: Props) {
  const { t } = useTranslation("notices");
  const previewing = useFetcher<TemplateAction>();
  const testing = useFetcher<TemplateAction>();
  const [order, setOrder] = useState("");
  const [isText, setText] = useState(false);
  const body = { key: templateKey, template, order: order === "" ? null : order };
  const text = JSON.stringify(body);
  const { submit } = previewing;
  const shownText = useRef(text);
  useEffect(() => {
    if (text === shownText.current) return;
    const waiting = setTimeout(() => {
      shownText.current = text;
      const tried = JSON.parse(text) as typeof body;
      submit({ intent: "preview", ...tried }, { method: "post", encType: "application/json" });
    }, restMs);
    return () => clearTimeout(waiting);
  }, [text, submit]);
  const shown = previewing.data?.intent === "preview" ? previewing.data.result : initial;
  const tested = testing.data?.intent === "test" ? testing.data.result : undefined;
  useToast(tested, tested === undefined ? null : testWords(), tested?.ok === false);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="end" gap="200">
          <Select
            label={t("edit.on")}
            options={[{ value: "", label: t("edit.sample") }, ...orders.map((name) => ({ value: name, label: name }))]}
            value={order}
            onChange={setOrder}
          />
          <ButtonGroup variant="segmented">
            <Button pressed={!isText} onClick={() => setText(false)}>
              {t("edit.html")}
            </Button>
            <Button pressed={isText} onClick={() => setText(true)}>
              {t("edit.text")}
            </Button>
          </ButtonGroup>
        </InlineStack>
        {!shown.ok && (
          <Banner tone="critical">
            <p>
              {"fault" in shown
                ? `${t(`edit.field.${shown.fault.field}`)}. ${t("edit.fault", { line: String(shown.fault.line), message: shown.fault.message })}`
                : t(`edit.testError.${shown.reason}`)}
            </p>
          </Banner>
        )}
        {shown.ok && (
          <>
            <Text as="h2" variant="headingMd">
              {shown.mail.subject}
            </Text>
            {isText ? (
              <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{shown.mail.text}</div>
            ) : (
              <iframe
                title={t("edit.preview")}
                sandbox=""
                srcDoc={shown.mail.html}
                style={{
                  width: "100%",
                  height: "36rem",
                  border: "1px solid #8c9196",
                  borderRadius: "8px",
                  background: "#fff",
                }}
              />
            )}
          </>
        )}
        <InlineStack>
          <Button
            loading={testing.state !== "idle"}
            onClick={() =>
              testing.submit(
                { intent: "test", ...(JSON.parse(text) as typeof body) },
                { method: "post", encType: "application/json" },
              )
            }
          >
            {t("edit.test")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );

  function testWords(): string {
    if (tested === undefined || tested.ok) return t("edit.tested");
    return "fault" in tested
      ? t("edit.fault", { line: String(tested.fault.line), message: tested.fault.message })
      : t(`edit.testError.${tested.reason}`);
  }
}
