import { BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportChange, TermsExample } from "../../supply/suppliers/import-suppliers.server.ts";
import type { TermsFields } from "../../supply/suppliers/terms-fields.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";

/** What a file would change, before it is saved. */
export function ImportPreview({ change, onSave }: { change: ImportChange; onSave: () => void }) {
  const { t } = useTranslation("suppliers");
  const { suppliers, terms, examples } = change;
  const names = (list: string[], count: number) => list.join(", ") + (count > list.length ? " …" : "");
  const lines = [
    [
      suppliers.newCount,
      t("import.newSuppliers", { count: suppliers.newCount, names: names(suppliers.newNames, suppliers.newCount) }),
    ],
    [
      suppliers.changedCount,
      t("import.changedSuppliers", {
        count: suppliers.changedCount,
        names: names(suppliers.changedNames, suppliers.changedCount),
      }),
    ],
    [terms.newCount, t("import.newTerms", { count: terms.newCount })],
    [terms.changedCount, t("import.changedTerms", { count: terms.changedCount })],
  ] as const;
  const changing = lines.filter(([count]) => count > 0);
  return (
    <Card>
      <BlockStack gap="400">
        {changing.length === 0 ? (
          <Text as="p">{t("import.nothing")}</Text>
        ) : (
          <List>
            {changing.map(([, words]) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
            {terms.sameCount > 0 && <List.Item>{t("import.same", { count: terms.sameCount })}</List.Item>}
          </List>
        )}
        {examples.length > 0 && (
          <Text as="h2" variant="headingSm">
            {t("import.examples")}
          </Text>
        )}
        {examples.map((example) => (
          <Example key={`${example.supplier} ${example.variant} ${example.sku}`} example={example} />
        ))}
        {changing.length > 0 && (
          <InlineStack align="end">
            <Button variant="primary" onClick={onSave}>
              {t("import.apply")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Example({ example: { supplier, currency, variant, sku, before, after } }: { example: TermsExample }) {
  const { t } = useTranslation("suppliers");
  const { number } = useFormat();
  const money = useMoney();
  const words = (terms: TermsFields) =>
    t("import.terms", {
      price: terms.priceMinor === null ? t("import.noPrice") : money(terms.priceMinor, currency),
      pack: number(terms.packUnits),
      minimum: number(terms.minimumUnits),
      lead: terms.leadDays === null ? t("import.supplierLead") : t("import.ownLead", { count: terms.leadDays }),
      rank: terms.rank,
    });
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        {supplier}: {plainName(variant)}
        {sku === null ? "" : ` (${sku})`}
      </Text>
      {before !== null && (
        <Text as="span" tone="subdued">
          {t("import.before")}: {words(before)}
        </Text>
      )}
      <Text as="span">
        {before === null ? t("import.newTerm", { terms: words(after) }) : `${t("import.after")}: ${words(after)}`}
      </Text>
    </BlockStack>
  );
}
