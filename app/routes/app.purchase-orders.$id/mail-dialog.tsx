import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import { plainName } from "../../ui/plain-name.ts";
import type { DialogProps } from "./dialog-props.ts";

/** The mail to the supplier, to be read and changed before it goes. */
export function MailDialog({ order, answer, isBusy, post, onClose }: DialogProps) {
  const { t } = useTranslation(["orders", "common"]);
  const { number } = useFormat();
  const lines = order.lines
    .map(({ orderedUnits, supplierSku, sku, title }) =>
      [`${number(orderedUnits)} ×`, supplierSku ?? sku, plainName(title)].filter((each) => each !== null).join(" "),
    )
    .join("\n");
  const [to, setTo] = useState(order.supplier.email ?? "");
  const [subject, setSubject] = useState(() => t("mail.subject", { number: order.number, shop: order.shopName }));
  const [text, setText] = useState(() =>
    t("mail.text", {
      name: order.supplier.contactName || order.supplier.name,
      number: order.number,
      location: order.location.name,
      lines,
      shop: order.shopName,
    }),
  );
  const result = answer?.intent === "mail" ? answer.result : undefined;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  const said = (field: "to" | "subject" | "text") => {
    const code = errors[field];
    return code === undefined ? undefined : t(`mail.error.${code}`);
  };
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          {!order.canMail && <Banner tone="warning">{t("mail.failed.no-mailer")}</Banner>}
          {result?.ok === false && result.reason !== "form" && (
            <Banner tone="critical">{t(`mail.failed.${result.reason}`)}</Banner>
          )}
          <TextField
            label={t("mail.to")}
            type="email"
            autoComplete="off"
            value={to}
            error={said("to")}
            onChange={setTo}
          />
          <TextField
            label={t("mail.subjectLabel")}
            autoComplete="off"
            value={subject}
            error={said("subject")}
            onChange={setSubject}
          />
          <TextField
            label={t("mail.textLabel")}
            autoComplete="off"
            multiline={8}
            value={text}
            error={said("text")}
            onChange={setText}
          />
          <Text as="p" tone="subdued">
            {t("mail.attached", { file: `${order.number}.csv` })}
          </Text>
        </BlockStack>
      </Box>
      <TitleBar title={t("action.mail")}>
        <button
          variant="primary"
          disabled={isBusy || !order.canMail}
          onClick={() => post({ intent: "mail", to, subject, text })}
        >
          {t("mail.do")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
