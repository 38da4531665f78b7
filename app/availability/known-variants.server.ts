import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { CollectionGid, InventoryItemGid, ProductGid, ShopDomain, VariantGid } from "../ids.ts";
import type { VariantFacts } from "./decide-variant.ts";
import type { StockLevel } from "./decision-input.ts";
import type { PolicyTarget } from "../policies/resolve-policy.ts";
import type { EligibilityFacts } from "./eligibility.ts";
import type { KeptDecision } from "./is-new-decision.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import { ruleAndSupply } from "./rule-and-supply.ts";
import { type InventoryPolicy, readMetafield } from "./metafield.ts";

/** A variant as last read and recorded. */
export interface KnownVariant {
  variantId: VariantGid;
  productId: ProductGid;
  inventoryItemId: InventoryItemGid;
  displayName: string;
  inventoryPolicy: InventoryPolicy;
  metafield: unknown;
  ownPolicy: InventoryPolicy | null;
  yieldedAt: Date | null;
  resumedAt: Date | null;
  ownBeforeYield: InventoryPolicy | null;
  isPutBack: boolean;
  reversedAt: Date[];
  tracked: boolean;
  requiresShipping: boolean;
  everStocked: boolean;
  updatedAt: Date;
  status: EligibilityFacts["productStatus"];
  isBundleParent: boolean;
  isGiftCard: boolean;
  productCreatedAt: Date;
  vendor: string;
  productType: string;
  tags: string[];
  collectionIds: CollectionGid[];
  levels: (StockLevel & { committed: number })[];
  lastDecision: KeptDecision | null;
}

/**
 * Which of the shop's variants: a condition on `v` ("Variant") and `p` ("Product"). Each one's product is looked up by its
 * key (LIMIT 1): where tables are new, PostgreSQL knows no better than to compare every variant with every product.
 */
export async function loadKnownVariants(
  db: Db,
  shop: ShopDomain,
  where: Prisma.Sql,
  limit = 100_000,
): Promise<KnownVariant[]> {
  return db.$queryRaw<KnownVariant[]>`
    SELECT v."variantId", v."productId", v."inventoryItemId", v."displayName", v."inventoryPolicy", v.metafield,
      v."ownPolicy", v."yieldedAt", v."resumedAt", v."ownBeforeYield", v."isPutBack", v."reversedAt", v.tracked, v."requiresShipping", v."everStocked",
      v."updatedAt", p.status, p."isBundleParent", p."isGiftCard", p."createdAt" AS "productCreatedAt",
      p.vendor, p."productType", p.tags, p."collectionIds",
      coalesce(l.levels, '[]') AS levels, d.decision AS "lastDecision"
    FROM "Variant" v
    JOIN LATERAL (
      SELECT * FROM "Product" WHERE shop = v.shop AND "productId" = v."productId" LIMIT 1) p ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('locationId', "locationId", 'available', available,
        'committed', committed)) AS levels
      FROM "InventoryLevel" WHERE shop = v.shop AND "inventoryItemId" = v."inventoryItemId") l ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('state', state, 'reason', reason, 'publishedPolicy', "publishedPolicy",
        'ownPolicy', "ownPolicy", 'segments', segments) AS decision
      FROM "Decision" WHERE shop = v.shop AND "variantId" = v."variantId" ORDER BY id DESC LIMIT 1) d ON true
    WHERE v.shop = ${shop} AND ${where}
    ORDER BY v."variantId" LIMIT ${limit}`;
}

export const withIds = (ids: readonly string[]): Prisma.Sql => Prisma.sql`v."variantId" = ANY(${ids})`;

/** Pressed back by a person within the last day. */
const reversalMs = 24 * 3_600_000;

export function recentReversals(known: Pick<KnownVariant, "reversedAt"> | undefined, frame: LoadedFrame): Date[] {
  return (known?.reversedAt ?? []).filter((at) => at.getTime() > frame.now.getTime() - reversalMs);
}

/** What rules can name of it. */
export function targetOfKnown(
  known: Pick<
    KnownVariant,
    "variantId" | "productId" | "productCreatedAt" | "vendor" | "productType" | "tags" | "collectionIds"
  >,
): PolicyTarget {
  const { variantId, productId, productCreatedAt, vendor, productType: type, tags, collectionIds } = known;
  return { variantId, productId, productCreatedAt: productCreatedAt.getTime(), vendor, type, tags, collectionIds };
}

/** The facts as last read: for previews, for lists, and to see which variants need reading at all. */
export function factsOfKnown(
  known: Omit<KnownVariant, "displayName" | "lastDecision" | "updatedAt">,
  frame: LoadedFrame,
): VariantFacts {
  const published = readMetafield(known.metafield);
  return {
    variantId: known.variantId,
    productId: known.productId,
    variant: {
      currentPolicy: known.inventoryPolicy,
      published: published.ok ? published.metafield : null,
      eligibility: {
        isTracked: known.tracked,
        isGiftCard: known.isGiftCard,
        requiresShipping: known.requiresShipping,
        productStatus: known.status,
        isBundleParent: known.isBundleParent,
      },
      hasBeenStocked: known.everStocked || known.levels.some(({ available }) => available > 0),
    },
    levels: known.levels,
    ...ruleAndSupply(frame, targetOfKnown(known), known.inventoryItemId),
    isResumed: known.resumedAt !== null,
    putBackOwn: known.isPutBack ? known.ownBeforeYield : null,
    reversalsToday: recentReversals(known, frame).length,
  };
}
