import { Prisma } from "@prisma/client";
import { markForDecision } from "../availability/dirty-items.server.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** Has every variant decided again that Arrivo says something about: what all of them depend on has changed. */
export async function markToldVariants(db: Db, shop: ShopDomain): Promise<void> {
  await markForDecision(db, shop, Prisma.sql`(v.state <> 'untouched' OR v."ownPolicy" IS NOT NULL)`);
}
