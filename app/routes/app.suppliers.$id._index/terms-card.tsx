import { useSearchParams } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  Card,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Text,
  TextField,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedTerms, SupplierPage } from "../../supply/suppliers/load-supplier-page.server.ts";
import { writeSupplierQuery } from "../../supply/suppliers/supplier-query.ts";
import { useDownload } from "../../ui/use-download.ts";
import { AddVariants } from "./add-variants.tsx";
import { RemoveTerms } from "./remove-terms.tsx";
import { TermsForm } from "./terms-form.tsx";
import { TermsRow } from "./terms-row.tsx";

/** Typing asks once the hand rests. */
const restMs = 300;

/** What the supplier delivers, with its terms: a page of them at a time. */
export function TermsCard({ page: { supplier, terms } }: { page: SupplierPage }) {
  const { t } = useTranslation("suppliers");
  const { download, isBusy } = useDownload();
  const [isAdding, setAdding] = useState(false);
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {t("terms.title")}
            </Text>
            <InlineStack gap="300">
              {terms.allCount > 0 && (
                <Button
                  variant="plain"
                  loading={isBusy}
                  onClick={() => void download(`/app/suppliers/export?supplier=${supplier.id}`, "arrivo-suppliers.csv")}
                >
                  {t("terms.exportLink")}
                </Button>
              )}
              <Button variant="plain" url="/app/suppliers/import">
                {t("terms.importLink")}
              </Button>
              <Button onClick={() => setAdding(true)}>{t("terms.add")}</Button>
            </InlineStack>
          </InlineStack>
          <Text as="p" tone="subdued">
            {terms.allCount === 0 ? t("terms.noneWords") : t("terms.help")}
          </Text>
        </BlockStack>
      </Box>
      {terms.allCount > 0 && <TermsTable supplier={supplier} terms={terms} />}
      {isAdding && <AddVariants supplierId={supplier.id} onClose={() => setAdding(false)} />}
    </Card>
  );
}

const headings = ["variant", "supplierSku", "price", "pack", "minimum", "lead", "rank"] as const;

function TermsTable({ supplier, terms }: Pick<SupplierPage, "supplier" | "terms">) {
  const { t } = useTranslation("suppliers");
  const { smDown } = useBreakpoints();
  const [, setParams] = useSearchParams();
  const [edited, setEdited] = useState<ListedTerms | null>(null);
  const [search, setSearch] = useState(terms.search);
  const [removed, setRemoved] = useState<string[] | null>(null);
  const { rows, page, pageCount } = terms;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    rows.map(({ variantId }) => ({ id: variantId })),
  );
  const ask = (next: { search: string; page: number }) => {
    clearSelection();
    setParams(writeSupplierQuery({ ...next, isArchived: false }), { preventScrollReset: true });
  };
  useEffect(() => setSearch(terms.search), [terms.search]);
  useEffect(() => {
    if (search.trim() === terms.search) return;
    const timer = setTimeout(() => ask({ search: search.trim(), page: 1 }), restMs);
    return () => clearTimeout(timer);
    // `ask` is another function with each render, and does the same.
  }, [search, terms.search]);
  const titles = headings.map((key) => ({ title: t(`terms.${key}`) }));
  return (
    <>
      <Box paddingInline="400" paddingBlockEnd="300">
        <TextField
          label={t("terms.search")}
          labelHidden
          placeholder={t("terms.search")}
          autoComplete="off"
          value={search}
          onChange={setSearch}
          clearButton
          onClearButtonClick={() => setSearch("")}
        />
      </Box>
      <IndexTable
        condensed={smDown}
        itemCount={rows.length}
        resourceName={{ singular: t("terms.row"), plural: t("list.variants") }}
        headings={titles as [(typeof titles)[number], ...typeof titles]}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[
          {
            content: t("terms.remove"),
            onAction: () => setRemoved(selectedResources),
          },
        ]}
        emptyState={<EmptySearchResult title={t("terms.noMatch")} withIllustration />}
        pagination={{
          label:
            pageCount > 1
              ? t("list.page", { page, count: pageCount })
              : t("terms.count", { count: terms.matchingCount }),
          hasPrevious: page > 1,
          hasNext: page < pageCount,
          onPrevious: () => ask({ search: terms.search, page: page - 1 }),
          onNext: () => ask({ search: terms.search, page: page + 1 }),
        }}
      >
        {rows.map((row, index) => (
          <TermsRow
            key={row.variantId}
            row={row}
            index={index}
            isSelected={selectedResources.includes(row.variantId)}
            isNarrow={smDown}
            supplier={supplier.fields}
            onEdit={() => setEdited(row)}
          />
        ))}
      </IndexTable>
      {edited !== null && (
        <TermsForm
          key={edited.variantId}
          row={edited}
          currency={supplier.fields.currency}
          onClose={() => setEdited(null)}
        />
      )}
      {removed !== null && (
        <RemoveTerms
          variantIds={removed}
          onClose={() => setRemoved(null)}
          onDone={() => {
            setRemoved(null);
            clearSelection();
          }}
        />
      )}
    </>
  );
}
