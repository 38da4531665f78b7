import { waitingLines } from "../backorders/waiting-lines.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** What pausing, stopping and leaving do to the variants we manage, from what was last read of them. */
export interface RestorePreview {
  managedCount: number;
  /** "Continue selling" goes back to off. */
  turnedOffCount: number;
  /** "Continue selling" goes back to on. */
  turnedOnCount: number;
  /** Only the promise goes: the policy is already the merchant's own. */
  sameCount: number;
  /** Somebody else has changed the policy since: it stays as they left it. */
  leftAloneCount: number;
  waitingOrders: number;
  waitingUnits: number;
  /** Codes that customers have not used: leaving disables them. */
  unusedCodes: number;
}

/** Read-only; the one path restores with the same comparison (restore-policy.ts). */
export function previewRestore(shop: ShopDomain): Promise<RestorePreview> {
  return withShop(shop, async (db) => ({
    ...(await countRestores(db, shop)),
    ...(await countWaiting(db, shop)),
    unusedCodes: await db.compensation.count({ where: { shop, status: "issued", code: { not: null } } }),
  }));
}

async function countRestores(db: Db, shop: ShopDomain) {
  const [row] = await db.$queryRaw<Omit<RestorePreview, "waitingOrders" | "waitingUnits" | "unusedCodes">[]>`
    WITH managed AS (
      SELECT v.metafield->>'own' AS own, v."inventoryPolicy" AS now,
             v."inventoryPolicy" IS DISTINCT FROM v.metafield->>'policy' AS "isLeft"
      FROM "Variant" v WHERE v.shop = ${shop} AND v.metafield IS NOT NULL
    )
    SELECT count(*)::int AS "managedCount",
      count(*) FILTER (WHERE NOT "isLeft" AND now = 'CONTINUE' AND own = 'DENY')::int AS "turnedOffCount",
      count(*) FILTER (WHERE NOT "isLeft" AND now = 'DENY' AND own = 'CONTINUE')::int AS "turnedOnCount",
      count(*) FILTER (WHERE NOT "isLeft" AND now = own)::int AS "sameCount",
      count(*) FILTER (WHERE "isLeft")::int AS "leftAloneCount"
    FROM managed`;
  return row ?? { managedCount: 0, turnedOffCount: 0, turnedOnCount: 0, sameCount: 0, leftAloneCount: 0 };
}

async function countWaiting(db: Db, shop: ShopDomain) {
  const lines = await waitingLines(db, shop);
  return {
    waitingOrders: new Set(lines.map(({ orderId }) => orderId)).size,
    waitingUnits: lines.reduce((sum, { owedUnits }) => sum + owedUnits, 0),
  };
}
