import type { SupplyCause } from "../supply-cause.ts";
import type { ComparedLine, InboundDifference } from "./compare-inbound.ts";

export interface CauseOfItems {
  itemIds: string[];
  cause: SupplyCause;
}

/**
 * What happened, as promises remember it: one cause for all lines of a shipment that share its fate, named for the first
 * of them, so that a carrier's new day is one change and not one a line.
 */
export function inboundCauses(
  difference: InboundDifference<Omit<ComparedLine, "purchaseOrderLineId">>,
): CauseOfItems[] {
  const received = new Map(difference.received.map(({ line, units }) => [line.id, units]));
  const groups = new Map<string, CauseOfItems>();
  const add = (line: Pick<ComparedLine, "inventoryItemId" | "name">, what: string, cause: SupplyCause) => {
    const key = `${line.name} ${what}`;
    const group = groups.get(key) ?? { itemIds: [], cause };
    group.itemIds.push(line.inventoryItemId);
    groups.set(key, group);
  };
  for (const line of difference.fresh) add(line, "ordered", { code: "ordered", lineId: line.id, name: line.name });
  for (const { before, now } of difference.moved) {
    const [from, to] = [before.arrivesOn, now.arrivesOn];
    const cause = { code: "line-moved" as const, lineId: now.id, name: now.name, from, to, reason: "" };
    add(now, `moved ${from} ${to}`, cause);
  }
  for (const line of [...difference.gone, ...difference.recounted.map(({ now }) => now)]) {
    const units = received.get(line.id);
    if (units === undefined) add(line, "units", { code: "units-changed", lineId: line.id, name: line.name });
    else add(line, `received ${line.id}`, { code: "received", lineId: line.id, name: line.name, units });
  }
  return [...groups.values()];
}
