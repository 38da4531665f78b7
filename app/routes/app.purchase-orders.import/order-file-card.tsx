import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orderTemplate } from "../../supply/import/order-fields.ts";
import { type ChosenFile, FileCard } from "../../ui/file-card.tsx";

interface Props {
  chosen: ChosenFile | null;
  isBusy: boolean;
  onChoose(file: ChosenFile): void;
  onLeave(): void;
}

/** The file, or lines pasted from a spreadsheet. */
export function OrderFileCard(props: Props) {
  const { t } = useTranslation("orders");
  const [pasted, setPasted] = useState("");
  return (
    <FileCard
      intro={t("import.intro")}
      template={
        <Button variant="plain" onClick={saveTemplate}>
          {t("import.template")}
        </Button>
      }
      {...props}
    >
      <TextField
        label={t("import.paste")}
        value={pasted}
        onChange={setPasted}
        multiline={3}
        maxHeight="12rem"
        autoComplete="off"
      />
      <InlineStack>
        <Button
          disabled={pasted.trim() === ""}
          onClick={() => props.onChoose({ name: t("import.pasted"), text: pasted })}
        >
          {t("import.read")}
        </Button>
      </InlineStack>
    </FileCard>
  );
}

/** The template is always the same: no address of ours has to answer it. */
function saveTemplate(): void {
  const address = URL.createObjectURL(new Blob(["\uFEFF", orderTemplate], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "arrivo-purchase-orders.csv";
  link.click();
  URL.revokeObjectURL(address);
}
