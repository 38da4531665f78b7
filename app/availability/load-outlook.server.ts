import type { Db } from "../db.server.ts";
import { loadOpenLines } from "../supply/inbound/load-open-lines.server.ts";
import type { ResolvedPolicy } from "../policies/policy.ts";
import type { KnownVariant } from "./known-variants.server.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import { isCountedLocation } from "./measure-stock.ts";
import { type StockOutlook, stockOutlook } from "../supply/stock-outlook.ts";

/** A variant's stock over time, with what comes at its counted locations; `frame` with its supply. */
export async function loadOutlook(
  db: Db,
  frame: LoadedFrame,
  { inventoryItemId }: KnownVariant,
  policy: ResolvedPolicy | null,
  availableUnits: number,
): Promise<StockOutlook> {
  const dating = policy?.mode === "on" ? policy : { caution: null, handlingDays: 0 };
  const counted = policy?.mode === "on" ? policy.countedLocations : "online";
  const open = await loadOpenLines(db, frame.shop, [inventoryItemId]);
  const names = new Map(
    open.map(({ id, source }) => [id, source.kind === "purchase-order" ? source.number : source.name]),
  );
  const lines = frame.supply
    .inboundOf(inventoryItemId, dating)
    .filter(({ locationId }) => isCountedLocation(locationId, counted, frame.onlineLocationIds))
    .map(({ id, units, window }) => ({ id, name: names.get(id) ?? "", units, window }));
  return stockOutlook(frame.today, availableUnits, lines);
}
