import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { QueueMove } from "./compare-queues.ts";

export interface NamedMove extends QueueMove {
  orderName: string;
}

const mostShown = 50;

/** The first of them, with the numbers of their orders. */
export async function nameMoves(db: Db, shop: ShopDomain, moves: readonly QueueMove[]): Promise<NamedMove[]> {
  const shown = moves.slice(0, mostShown);
  const orders = await db.ledgerOrder.findMany({
    where: { shop, orderId: { in: shown.map(({ orderId }) => orderId) } },
    select: { orderId: true, name: true },
  });
  const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
  return shown.map((move) => ({ ...move, orderName: names.get(move.orderId) ?? "" }));
}
