import type { InventoryPolicy, ProductStatus } from "../state.ts";

/** A product as a catalogue gives it, before the shop gives it ids. */
export type CatalogueProduct = {
  handle: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: ProductStatus;
  isPublished: boolean;
  isGiftCard: boolean;
  optionNames: string[];
  pictures: { src: string; alt: string | null }[];
  variants: CatalogueVariant[];
};

export type CatalogueVariant = {
  optionValues: string[];
  sku: string | null;
  barcode: string | null;
  priceMinor: number;
  compareAtPriceMinor: number | null;
  unitCostMinor: number | null;
  weightGrams: number;
  taxable: boolean;
  tracked: boolean;
  requiresShipping: boolean;
  requiresComponents: boolean;
  inventoryPolicy: InventoryPolicy;
  /** Available units, one for each location of the shop in order; locations beyond have none. */
  available: number[];
  pictureSrc: string | null;
};
