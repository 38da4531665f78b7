import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { settledErrors } from "../cancellations/cancellation-error.ts";

/** How many refunds are due, cancellations did not go through and customers are to be called. */
export async function countDelayTodos(db: Db, shop: ShopDomain): Promise<number> {
  const cases = await db.delayCase.count({
    where: { shop, OR: [{ status: "refund-due" }, { status: "open", bouncedAt: { not: null } }] },
  });
  const refused = await db.cancellation.count({
    where: { shop, status: { in: ["refused", "done"] }, error: { not: null, notIn: [...settledErrors] } },
  });
  return cases + refused;
}
