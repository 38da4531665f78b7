import { type Db, withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { closeRankGaps } from "./close-rank-gaps.server.ts";
import { rankSuppliers } from "./rank-suppliers.ts";
import { termsFields } from "./read-supplier.server.ts";
import { lockSupplier } from "./lock-supplier.server.ts";
import type { SupplierFormErrors } from "./supplier-form-error.ts";
import { parseTermsForm, type TermsInput } from "./terms-form.ts";
import { blankTerms } from "./terms-fields.ts";

export type SaveTermsResult =
  | { ok: true }
  | { ok: false; reason: "form"; errors: SupplierFormErrors }
  /** The supplier or the variant is no more. */
  | { ok: false; reason: "gone" };

/** A supplier's terms for one variant. Its rank moves the variant's other suppliers up or down. */
export async function saveTerms(
  ports: Ports,
  shop: ShopDomain,
  supplierId: string,
  variantId: string,
  input: TermsInput,
): Promise<SaveTermsResult> {
  const updatedAt = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const supplier = await lockSupplier(db, shop, supplierId);
    const [item] = await itemsOf(db, shop, [variantId]);
    if (supplier === null || item === undefined) return { ok: false, reason: "gone" };
    const form = parseTermsForm(input, supplier.currency);
    if (!form.ok) return { ok: false, reason: "form", errors: form.errors };
    const present = await lockTerms(db, shop, variantId);
    const own = present.find((row) => row.supplierId === supplierId);
    const fields = { ...(own === undefined ? blankTerms : termsFields(own)), ...form.gives };
    const key = { shop, supplierId, variantId };
    await db.supplierTerms.upsert({
      where: { shop_supplierId_variantId: key },
      create: { ...key, ...fields, updatedAt },
      update: { ...fields, updatedAt },
    });
    const order = rankSuppliers(
      present.map((row) => row.supplierId),
      [{ supplierId, rank: fields.rank }],
    );
    for (const [index, id] of order.entries())
      await db.supplierTerms.updateMany({
        where: { shop, variantId, supplierId: id, rank: { not: index + 1 } },
        data: { rank: index + 1, updatedAt },
      });
    await supplyChanged(ports, db, shop, [item], { code: "supplier-changed", supplierId });
    return { ok: true };
  });
}

export type ChangeTermsResult = { ok: true; count: number } | { ok: false; reason: "gone" };

/** Variants that the supplier delivers from now on, as the last source of each, with nothing stated of them yet. */
export async function addTerms(
  ports: Ports,
  shop: ShopDomain,
  supplierId: string,
  variantIds: readonly string[],
): Promise<ChangeTermsResult> {
  const updatedAt = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    if ((await lockSupplier(db, shop, supplierId)) === null) return { ok: false, reason: "gone" };
    const added = await db.$queryRaw<{ inventoryItemId: InventoryItemGid }[]>`
      WITH added AS (
        INSERT INTO "SupplierTerms" (shop, "supplierId", "variantId", rank, "updatedAt")
        SELECT v.shop, ${supplierId}, v."variantId", 1 + (SELECT count(*)::int FROM "SupplierTerms" t
            WHERE t.shop = v.shop AND t."variantId" = v."variantId"), ${updatedAt}
        FROM "Variant" v WHERE v.shop = ${shop} AND v."variantId" = ANY(${[...variantIds]})
        ON CONFLICT DO NOTHING RETURNING "variantId"
      )
      SELECT v."inventoryItemId" FROM added JOIN "Variant" v ON v.shop = ${shop} AND v."variantId" = added."variantId"`;
    const items = added.map(({ inventoryItemId }) => inventoryItemId);
    await supplyChanged(ports, db, shop, items, { code: "supplier-changed", supplierId });
    return { ok: true, count: added.length };
  });
}

/** The supplier no longer delivers these; the variants' other suppliers move up. */
export async function removeTerms(
  ports: Ports,
  shop: ShopDomain,
  supplierId: string,
  variantIds: readonly string[],
): Promise<ChangeTermsResult> {
  const updatedAt = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    if ((await lockSupplier(db, shop, supplierId)) === null) return { ok: false, reason: "gone" };
    const where = { shop, supplierId, variantId: { in: [...variantIds] } };
    const { count } = await db.supplierTerms.deleteMany({ where });
    await closeRankGaps(db, shop, variantIds, updatedAt);
    const items = await itemsOf(db, shop, variantIds);
    await supplyChanged(ports, db, shop, items, { code: "supplier-changed", supplierId });
    return { ok: true, count };
  });
}

/** The variant's terms in order of rank, which nobody else changes until the transaction ends. */
async function lockTerms(db: Db, shop: ShopDomain, variantId: string) {
  await db.$queryRaw`
    SELECT 1 FROM "SupplierTerms" WHERE shop = ${shop} AND "variantId" = ${variantId} ORDER BY "supplierId" FOR UPDATE`;
  return db.supplierTerms.findMany({
    where: { shop, variantId },
    orderBy: [{ rank: "asc" }, { updatedAt: "desc" }, { supplierId: "asc" }],
  });
}

async function itemsOf(db: Db, shop: ShopDomain, variantIds: readonly string[]): Promise<InventoryItemGid[]> {
  const rows = await db.variant.findMany({
    where: { shop, variantId: { in: variantIds as VariantGid[] } },
    select: { inventoryItemId: true },
  });
  // Justified cast: the column holds nothing else.
  return rows.map(({ inventoryItemId }) => inventoryItemId as InventoryItemGid);
}
