import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Spinner, Text } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

export interface ChosenFile {
  name: string;
  text: string;
}

const mostBytes = 20_000_000;

interface Props {
  intro: string;
  chosen: ChosenFile | null;
  isBusy: boolean;
  onChoose(file: ChosenFile): void;
  onLeave(): void;
  /** The button that gives a file to begin with. */
  template?: ReactNode;
  /** Another way in, beside the file. */
  children?: ReactNode;
}

/** The file that a page reads: chosen, or another in its place. */
export function FileCard({ intro, chosen, isBusy, onChoose, onLeave, template, children }: Props) {
  const { t } = useTranslation("common");
  const [isTooBig, setTooBig] = useState(false);
  const choose = async (file: File) => {
    setTooBig(file.size > mostBytes);
    if (file.size <= mostBytes) onChoose({ name: file.name.slice(0, 200), text: await file.text() });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="p">{intro}</Text>
        {template !== undefined && <InlineStack>{template}</InlineStack>}
        {isTooBig && <Banner tone="critical">{t("file.tooBig")}</Banner>}
        {chosen === null ? (
          <>
            <DropZone
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              type="file"
              allowMultiple={false}
              onDropAccepted={([file]) => void (file && choose(file))}
            >
              <DropZone.FileUpload actionTitle={t("file.choose")} />
            </DropZone>
            {children}
          </>
        ) : (
          <InlineStack gap="300" blockAlign="center">
            <Text as="span" fontWeight="semibold" breakWord>
              {chosen.name}
            </Text>
            <Button variant="plain" onClick={onLeave}>
              {t("file.again")}
            </Button>
            {isBusy && <Spinner size="small" />}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
