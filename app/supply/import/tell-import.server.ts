import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import type { SupplyCause } from "../supply-cause.ts";
import type { DayMove, ImportTotals } from "./import-plan.ts";

const batchLength = 1_000;
/** Of the orders that a whole file touches, as many are named. */
const mostNames = 3;

/** Says what a file changed of the supply, each item once: its move where it is one of few, else that units are others. */
export async function tellImport(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { touched, movesByDay }: ImportTotals,
  reason: string,
): Promise<void> {
  const told = new Set<InventoryItemGid>();
  for (const { move, itemIds: moved } of movesByDay?.values() ?? []) {
    const itemIds = moved.filter((itemId) => !told.has(itemId));
    for (const itemId of itemIds) told.add(itemId);
    await supplyChanged(ports, db, shop, itemIds, causeOfMove(move, reason));
  }
  const rest = [...touched].filter(([itemId]) => !told.has(itemId));
  const [first] = rest;
  if (first === undefined) return;
  const numbers = [...new Set(rest.map(([, { number }]) => number))];
  const name = `${numbers.slice(0, mostNames).join(", ")}${numbers.length > mostNames ? " …" : ""}`;
  // In one sequence, as everybody who marks many does.
  const itemIds = rest.map(([itemId]) => itemId).toSorted();
  const cause: SupplyCause = { code: "units-changed", lineId: `po:${first[1].lineId}`, name };
  for (let at = 0; at < itemIds.length; at += batchLength)
    await supplyChanged(ports, db, shop, itemIds.slice(at, at + batchLength), cause);
}

const causeOfMove = ({ lineId, number, from, to }: DayMove, reason: string): SupplyCause => ({
  code: "line-moved",
  lineId: `po:${lineId}`,
  name: number,
  from,
  to,
  reason,
});
