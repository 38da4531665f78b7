import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { CorrectedCause } from "./corrected-cause.ts";

/** The merchant's word on why a promise moved; null takes it back. What Arrivo found stays beside it. */
export async function correctCause(
  ports: Ports,
  shop: ShopDomain,
  changeId: bigint,
  cause: CorrectedCause | null,
  /** Shopify's id of the staff member. */
  by: string,
): Promise<boolean> {
  const at = new Date(await ports.clock.businessNow());
  const { count } = await withShop(shop, (db) =>
    db.promiseChange.updateMany({
      where: { shop, id: changeId },
      data: { correctedCause: cause, correctedBy: by, correctedAt: at },
    }),
  );
  return count > 0;
}
