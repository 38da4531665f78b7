import { Banner, BlockStack, Card, Checkbox } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { UnknownLines } from "../../supply/import/import-result.ts";
import { ProblemsTable } from "./problems-table.tsx";

interface Props {
  unknown: UnknownLines;
  isLeftOut: boolean;
  onLeaveOut(isLeftOut: boolean): void;
}

/** Lines of which nobody knows what they bring: corrected in the file, or left out by the merchant's own word. */
export function UnknownCard({ unknown, isLeftOut, onLeaveOut }: Props) {
  const { t } = useTranslation("orders");
  return (
    <BlockStack gap="400">
      <Banner tone={isLeftOut ? "info" : "warning"} title={t("import.unknown.title", { count: unknown.count })} />
      <Card>
        <Checkbox label={t("import.unknown.leaveOut")} checked={isLeftOut} onChange={onLeaveOut} />
      </Card>
      <ProblemsTable problems={unknown.problems} count={unknown.count} isUntitled />
    </BlockStack>
  );
}
