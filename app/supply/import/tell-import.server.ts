import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import type { SupplyCause } from "../supply-cause.ts";
import type { DayMove, ImportPlan } from "./import-plan.ts";

/** Moves from one day to another that are told one by one; a file with more of them is told as one change. */
const mostMoveCauses = 50;
/** Of the orders that a whole file touches, as many are named. */
const mostNames = 3;

/** Says what a file changed of the supply, each item once: its move where it is one of few, else that units are others. */
export async function tellImport(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { touched, moves }: ImportPlan,
  reason: string,
): Promise<void> {
  const byMove = new Map<string, DayMove[]>();
  for (const move of moves) {
    const key = JSON.stringify([move.number, move.from, move.to]);
    const group = byMove.get(key);
    if (group === undefined) byMove.set(key, [move]);
    else group.push(move);
  }
  const told = new Set<InventoryItemGid>();
  if (byMove.size <= mostMoveCauses)
    for (const group of byMove.values()) {
      const items = group.map((move) => move.inventoryItemId).filter((itemId) => !told.has(itemId));
      for (const itemId of items) told.add(itemId);
      const [first] = group;
      if (first !== undefined) await supplyChanged(ports, db, shop, items, causeOfMove(first, reason));
    }
  const rest = [...touched].filter(([itemId]) => !told.has(itemId));
  const [first] = rest;
  if (first === undefined) return;
  const numbers = [...new Set(rest.map(([, { number }]) => number))];
  const name = `${numbers.slice(0, mostNames).join(", ")}${numbers.length > mostNames ? " …" : ""}`;
  const itemIds = rest.map(([itemId]) => itemId);
  await supplyChanged(ports, db, shop, itemIds, { code: "units-changed", lineId: `po:${first[1].lineId}`, name });
}

const causeOfMove = ({ lineId, number, from, to }: DayMove, reason: string): SupplyCause => ({
  code: "line-moved",
  lineId: `po:${lineId}`,
  name: number,
  from,
  to,
  reason,
});
