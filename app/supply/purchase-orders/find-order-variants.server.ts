import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { leadTimes } from "./lead-times.server.ts";
import { amountText } from "./order-amount.ts";
import type { LineTerms } from "./terms-warnings.ts";

/** A variant as an order's form offers it, with what the supplier asks for it. */
export interface OrderVariant {
  variantId: string;
  displayName: string;
  sku: string | null;
  availableUnits: number;
  owedUnits: number;
  isUntracked: boolean;
  isGone: boolean;
  /** Null: no terms of this supplier are known. */
  terms: (LineTerms & { supplierSku: string | null; price: string }) | null;
  /** Proposed: ordered today, and the lead time. */
  expectedOn: Day | null;
}

interface Row {
  variantId: string;
  displayName: string;
  sku: string | null;
  availableUnits: number;
  owedUnits: number;
  isUntracked: boolean;
  supplierSku: string | null;
  priceMinor: bigint | null;
  packUnits: number | null;
  minimumUnits: number | null;
  currency: string;
}

const mostFound = 30;

/** Those that the words name (name, SKU, the supplier's SKU), first what this supplier delivers and what is owed. */
export async function searchOrderVariants(
  ports: Ports,
  shop: ShopDomain,
  supplierId: string,
  search: string,
): Promise<OrderVariant[]> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    return findOrderVariants(db, shop, supplierId, shopMoment(now, timeZone).day, { search });
  });
}

export async function findOrderVariants(
  db: Db,
  shop: ShopDomain,
  supplierId: string,
  today: Day,
  which: { search: string } | { variantIds: readonly string[] },
): Promise<OrderVariant[]> {
  const where =
    "variantIds" in which ? Prisma.sql`v."variantId" = ANY(${[...which.variantIds]})` : matching(which.search);
  const limit = "variantIds" in which ? Prisma.empty : Prisma.sql`LIMIT ${mostFound}`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT v."variantId", v."displayName", v.sku, v."availableUnits", v."owedUnits", NOT v.tracked AS "isUntracked",
      t."supplierSku", t."priceMinor", t."packUnits", t."minimumUnits", coalesce(s.currency, '') AS currency
    FROM "Variant" v
    LEFT JOIN "SupplierTerms" t ON t.shop = v.shop AND t."variantId" = v."variantId" AND t."supplierId" = ${supplierId}
    LEFT JOIN "Supplier" s ON s.shop = v.shop AND s.id = ${supplierId}
    WHERE v.shop = ${shop} AND ${where}
    ORDER BY (t."variantId" IS NULL), v."owedUnits" DESC, v."displayName", v."variantId" ${limit}`;
  const variantIds = rows.map(({ variantId }) => variantId);
  const arrives = await leadTimes(db, shop, supplierId, variantIds, today);
  return rows.map(({ supplierSku, priceMinor, packUnits, minimumUnits, currency, ...variant }) => ({
    ...variant,
    isGone: false,
    terms:
      packUnits === null || minimumUnits === null
        ? null
        : {
            packUnits,
            minimumUnits,
            supplierSku,
            price: priceMinor === null ? "" : amountText(Number(priceMinor), currency),
          },
    expectedOn: arrives(variant.variantId),
  }));
}

function matching(search: string): Prisma.Sql {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...words.map(
        (
          word,
        ) => Prisma.sql`lower(v."displayName" || ' ' || coalesce(v.sku, '') || ' ' || coalesce(t."supplierSku", ''))
          LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`,
      ),
    ],
    " AND ",
  );
}
