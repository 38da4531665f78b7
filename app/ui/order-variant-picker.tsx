import { useFetcher } from "@remix-run/react";
import { Autocomplete } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { loader } from "../routes/app.purchase-orders.variants.tsx";
import type { OrderVariant } from "../supply/purchase-orders/find-order-variants.server.ts";
import type { DraftLine } from "../supply/purchase-orders/load-order-form.server.ts";
import { plainName } from "./plain-name.ts";

interface Props {
  supplierId: string;
  onAdd: (line: DraftLine) => void;
}

/** Typing asks once the hand rests. */
const restMs = 250;

/** Finds variants by name, SKU and the supplier's SKU, and adds one as a line with the supplier's terms filled in. */
export function OrderVariantPicker({ supplierId, onAdd }: Props) {
  const { t } = useTranslation("orders");
  const fetcher = useFetcher<typeof loader>();
  const [search, setSearch] = useState("");
  const { load } = fetcher;
  useEffect(() => {
    if (supplierId === "") return;
    const timer = setTimeout(() => {
      load(`/app/purchase-orders/variants?${new URLSearchParams({ supplier: supplierId, search }).toString()}`);
    }, restMs);
    return () => clearTimeout(timer);
  }, [supplierId, search, load]);
  const found = supplierId === "" ? [] : (fetcher.data?.variants ?? []);
  const add = (variant: OrderVariant) => {
    onAdd({
      id: null,
      variant,
      units: variant.terms === null ? "1" : String(firstUnits(variant.terms)),
      price: variant.terms?.price ?? "",
      supplierSku: variant.terms?.supplierSku ?? "",
      expectedOn: variant.expectedOn ?? "",
      receivedUnits: 0,
    });
    setSearch("");
  };
  return (
    <Autocomplete
      options={found.map(({ variantId, displayName, sku, owedUnits }) => ({
        value: variantId,
        label: [plainName(displayName), sku, owedUnits > 0 ? t("owed", { count: owedUnits }) : null]
          .filter((each) => each !== null)
          .join(" · "),
      }))}
      selected={[]}
      loading={fetcher.state !== "idle" && found.length === 0}
      emptyState={t("form.noVariant")}
      onSelect={([chosen]) => {
        const variant = found.find(({ variantId }) => variantId === chosen);
        if (variant !== undefined) add(variant);
      }}
      textField={
        <Autocomplete.TextField
          label={t("form.add")}
          placeholder={t("form.addPlaceholder")}
          helpText={supplierId === "" ? t("form.supplierFirst") : undefined}
          disabled={supplierId === ""}
          autoComplete="off"
          value={search}
          onChange={setSearch}
        />
      }
    />
  );
}

/** The fewest whole packs that the supplier delivers. */
function firstUnits({ packUnits, minimumUnits }: { packUnits: number; minimumUnits: number }): number {
  const pack = Math.max(1, packUnits);
  return Math.ceil(Math.max(1, minimumUnits) / pack) * pack;
}
