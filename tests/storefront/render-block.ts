import { readFileSync } from "node:fs";
import { extensionRoot, shopifyLiquid } from "./shopify-liquid.ts";

/** A variant as Shopify's Liquid gives it; what is left out is an ordinary tracked variant that sells past zero. */
export interface PageVariant {
  id?: number;
  arrivo?: unknown;
  live?: number;
  policy?: "continue" | "deny";
  tracked?: boolean;
  least?: number;
}

export interface Page {
  variants?: PageVariant[];
  /** Index of the chosen variant. */
  chosen?: number;
  /** All variants of the product, where Liquid does not list them all. */
  variantsCount?: number;
  locale?: string;
  now?: string;
  timeZone?: string;
  storefront?: unknown;
  blockSettings?: Record<string, unknown>;
  designMode?: boolean;
  product?: null;
  /** Other objects of the page: a collection, the cart. */
  objects?: Record<string, unknown>;
}

interface BlockSchema {
  settings?: { id?: string; default?: unknown }[];
}

/** The HTML of a block of the extension on that page. */
export async function renderBlock(name: string, page: Page): Promise<string> {
  const source = readFileSync(`${extensionRoot}blocks/${name}.liquid`, "utf8");
  const locale = page.locale ?? "en";
  const liquid = shopifyLiquid({
    locale,
    now: new Date(page.now ?? "2026-11-23T08:00:00Z"),
    timeZone: page.timeZone ?? "UTC",
  });
  const variants = (page.variants ?? []).map(liquidVariant);
  const chosen = variants[page.chosen ?? 0] ?? null;
  const product =
    page.product === null
      ? null
      : {
          id: 9,
          url: "/products/lamp",
          variants: variants.slice(0, 250),
          variants_count: page.variantsCount ?? variants.length,
          selected_or_first_available_variant: chosen,
        };
  const storefront = page.storefront === undefined ? {} : { storefront: { value: page.storefront } };
  const html: unknown = await liquid.parseAndRender(source, undefined, {
    globals: {
      ...page.objects,
      product,
      closest: { product },
      section: { id: "main" },
      app: { metafields: { arrivo: storefront } },
      request: { locale: { iso_code: locale }, design_mode: page.designMode ?? false },
      block: { shopify_attributes: "", settings: { ...schemaDefaults(source), ...page.blockSettings } },
    },
  });
  return String(html);
}

export function liquidVariant(variant: PageVariant, index: number) {
  return {
    id: variant.id ?? 100 + index,
    inventory_quantity: variant.live ?? 0,
    inventory_policy: variant.policy ?? "continue",
    inventory_management: variant.tracked === false ? null : "shopify",
    quantity_rule: { min: variant.least ?? 1 },
    metafields: { $app: { arrivo: { value: variant.arrivo ?? null } } },
  };
}

function schemaDefaults(source: string): Record<string, unknown> {
  const json = /{% schema %}([\s\S]*){% endschema %}/.exec(source)?.[1] ?? "{}";
  const schema = JSON.parse(json) as BlockSchema;
  return Object.fromEntries((schema.settings ?? []).flatMap(({ id, default: value }) => (id ? [[id, value]] : [])));
}
