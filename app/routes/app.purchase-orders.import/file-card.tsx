import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Spinner, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orderTemplate } from "../../supply/import/order-fields.ts";

export interface ChosenFile {
  name: string;
  text: string;
}

const mostBytes = 20_000_000;

interface Props {
  chosen: ChosenFile | null;
  isBusy: boolean;
  onChoose(file: ChosenFile): void;
  onLeave(): void;
}

/** The file, or lines pasted from a spreadsheet. */
export function FileCard({ chosen, isBusy, onChoose, onLeave }: Props) {
  const { t } = useTranslation("orders");
  const [isTooBig, setTooBig] = useState(false);
  const [pasted, setPasted] = useState("");
  const choose = async (file: File) => {
    setTooBig(file.size > mostBytes);
    if (file.size <= mostBytes) onChoose({ name: file.name.slice(0, 200), text: await file.text() });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="p">{t("import.intro")}</Text>
        <InlineStack>
          <Button variant="plain" onClick={saveTemplate}>
            {t("import.template")}
          </Button>
        </InlineStack>
        {isTooBig && <Banner tone="critical">{t("import.tooBig")}</Banner>}
        {chosen === null ? (
          <>
            <DropZone
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              type="file"
              allowMultiple={false}
              onDropAccepted={([file]) => void (file && choose(file))}
            >
              <DropZone.FileUpload actionTitle={t("import.choose")} />
            </DropZone>
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
                onClick={() => onChoose({ name: t("import.pasted"), text: pasted })}
              >
                {t("import.read")}
              </Button>
            </InlineStack>
          </>
        ) : (
          <InlineStack gap="300" blockAlign="center">
            <Text as="span" fontWeight="semibold" breakWord>
              {chosen.name}
            </Text>
            <Button variant="plain" onClick={onLeave}>
              {t("import.again")}
            </Button>
            {isBusy && <Spinner size="small" />}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
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
