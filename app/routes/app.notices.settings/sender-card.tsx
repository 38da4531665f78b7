import type { SerializeFrom } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeSettingsPage } from "../../customers/notices/load-notice-page.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { RecordsTable } from "./records-table.tsx";
import type { NoticeSettingsAction } from "./route.tsx";

/** Where mails come from: the domain's records are looked at, then a test mail proves that the address is the merchant's. */
export function SenderCard({ page }: { page: SerializeFrom<NoticeSettingsPage> }) {
  const { t } = useTranslation("notices");
  const { instant } = useFormat();
  const { settings, records, waitsForCode, isReady, isStopped } = page;
  const { sender, checked } = settings;
  const fetcher = useFetcher<NoticeSettingsAction>();
  const [address, setAddress] = useState(sender?.address ?? page.contactEmail);
  const [name, setName] = useState(sender?.name ?? "");
  const [code, setCode] = useState("");
  const post = (body: object) =>
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  const isBusy = fetcher.state !== "idle";
  const answer = fetcher.data;
  const failure =
    answer !== undefined && answer.intent !== "save" && !answer.result.ok ? answer.result.reason : undefined;
  const ofSender = answer?.intent === "sender" && failure !== undefined;
  const domainOf = (email: string) => email.split("@").at(-1) ?? "";
  const isChecked = checked !== null && sender !== null && checked.address === sender.address;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("set.sender")}
          </Text>
          <Text as="p" tone="subdued">
            {t("set.senderHelp")}
          </Text>
        </BlockStack>
        {records === null && (
          <Banner tone="warning">
            <p>{t("set.notSetUp")}</p>
          </Banner>
        )}
        {isStopped && sender !== null && (
          <Banner tone="critical">
            <p>{t("set.stopped", { domain: domainOf(sender.address) })}</p>
          </Banner>
        )}
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("set.address")}
              type="email"
              autoComplete="email"
              maxLength={254}
              value={address}
              onChange={setAddress}
              error={ofSender ? t(`set.senderError.${failure}`) : undefined}
            />
            <TextField
              label={t("set.name")}
              helpText={t("set.nameHelp")}
              autoComplete="organization"
              maxLength={100}
              value={name}
              onChange={setName}
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack>
          <Button
            loading={isBusy}
            disabled={records === null || !/^\S+@\S+\.\S+$/.test(address)}
            onClick={() => post({ intent: "sender", sender: { address: address.trim(), name } })}
          >
            {t("set.check")}
          </Button>
        </InlineStack>
        {isChecked && (
          <InlineStack gap="200" blockAlign="center">
            {(["spf", "dkim"] as const).map((each) => (
              <Badge key={each} tone={checked[each] ? "success" : "critical"}>
                {`${t(`set.${each}`)}: ${t(checked[each] ? "set.holds" : "set.missing")}`}
              </Badge>
            ))}
            <Text as="span" tone="subdued">
              {t("set.checked", { at: instant(checked.at) })}
            </Text>
          </InlineStack>
        )}
        {records !== null && isChecked && !(checked.spf && checked.dkim) && (
          <RecordsTable records={records} domain={domainOf(checked.address)} />
        )}
        {waitsForCode && sender !== null && (
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{t("set.codeSent", { address: sender.address })}</Text>
            <TextField
              label={t("set.code")}
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={10}
              value={code}
              onChange={setCode}
              error={answer?.intent === "prove" && failure !== undefined ? t(`set.senderError.${failure}`) : undefined}
              connectedRight={
                <Button disabled={isBusy || code.trim() === ""} onClick={() => post({ intent: "prove", code })}>
                  {t("set.prove")}
                </Button>
              }
            />
          </BlockStack>
        )}
        {isReady && (
          <Banner tone="success">
            <p>{t("set.proven")}</p>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}
