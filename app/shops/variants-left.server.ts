import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { takenOver } from "./taken-over.server.ts";

export interface VariantsLeft {
  /** Marked up to then and not looked at yet. */
  dirty: number;
  /** Something of ours may still stand on them; those that Shopify refuses to change are not counted. */
  takenOver: number;
  refused: number;
}

/** What a task that moves the shop still waits for. `markedAt`: ISO instant of wall time. */
export async function variantsLeft(db: Db, shop: ShopDomain, markedAt: string | undefined): Promise<VariantsLeft> {
  const [row] = await db.$queryRaw<VariantsLeft[]>`
    WITH refused AS (
      SELECT item FROM "DirtyItem"
      WHERE shop = ${shop} AND kind = 'variant' AND "notBefore" > now() + interval '3 seconds'
    )
    SELECT
      (SELECT count(*) FROM "DirtyItem" WHERE shop = ${shop} AND since <= ${markedAt ?? new Date(0).toISOString()}::timestamptz
        AND "notBefore" <= now() + interval '3 seconds')::int AS dirty,
      (SELECT count(*) FROM "Variant" v WHERE v.shop = ${shop} AND ${takenOver}
        AND v."variantId" NOT IN (SELECT item FROM refused))::int AS "takenOver",
      (SELECT count(*) FROM refused)::int AS refused`;
  return row ?? { dirty: 0, takenOver: 0, refused: 0 };
}
