import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { MoveReport } from "./move-task.ts";
import { variantsLeft } from "./variants-left.server.ts";

const mostNamed = 100;

/** What was done since a decision, from the history: every write to Shopify has its row there. */
export async function writeMoveReport(db: Db, shop: ShopDomain, lastDecisionId: bigint): Promise<MoveReport> {
  const [counts] = await db.$queryRaw<{ published: number; restored: number; leftAlone: number }[]>`
    SELECT count(DISTINCT "variantId") FILTER (WHERE "ownPolicy" IS NOT NULL)::int AS published,
           count(DISTINCT "variantId") FILTER (WHERE cause = 'restore')::int AS restored,
           count(DISTINCT "variantId") FILTER (WHERE cause = 'stranger' AND "ownPolicy" IS NULL)::int AS "leftAlone"
    FROM "Decision" WHERE shop = ${shop} AND id > ${lastDecisionId}`;
  const leftAloneVariants = await db.$queryRaw<MoveReport["leftAloneVariants"]>`
    SELECT DISTINCT ON (v."displayName", v."variantId") v."variantId", v."displayName", d."publishedPolicy" AS policy
    FROM "Decision" d JOIN "Variant" v ON v.shop = d.shop AND v."variantId" = d."variantId"
    WHERE d.shop = ${shop} AND d.id > ${lastDecisionId} AND d.cause = 'stranger' AND d."ownPolicy" IS NULL
    ORDER BY v."displayName", v."variantId", d.id DESC LIMIT ${mostNamed}`;
  const { refused } = await variantsLeft(db, shop, undefined);
  return { published: 0, restored: 0, leftAlone: 0, ...counts, leftAloneVariants, refused };
}
