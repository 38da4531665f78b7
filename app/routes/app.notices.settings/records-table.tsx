import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SenderRecords } from "../../customers/notices/notice-mailer-port.ts";

const code = { overflowWrap: "anywhere", fontFamily: "monospace" } as const;

/** What to add where the domain is managed. */
export function RecordsTable({ records, domain }: { records: SenderRecords; domain: string }) {
  const { t } = useTranslation("notices");
  return (
    <BlockStack gap="300">
      <Text as="p">{t("set.addRecords")}</Text>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t("set.spf")}
        </Text>
        <div style={code}>{domain}</div>
        <Text as="p">{t("set.spfHelp", { spf: records.spf })}</Text>
      </BlockStack>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t("set.dkim")}
        </Text>
        <Text as="p">
          {t("set.recordName")}:{" "}
          <span style={code}>
            {records.dkimSelector}._domainkey.{domain}
          </span>
        </Text>
        <Text as="p">
          {t("set.recordValue")}: <span style={code}>{records.dkimRecord}</span>
        </Text>
      </BlockStack>
    </BlockStack>
  );
}
