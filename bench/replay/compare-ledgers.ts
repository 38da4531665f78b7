import { withShop } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import type { LineState } from "./independent-ledger.ts";

interface AppLine extends Omit<LineState, "code"> {
  itemId: string;
}

export interface Difference {
  what: string;
  lineId: string;
  app: unknown;
  truth: unknown;
}

/** Every line of the app's ledger against the independent one; then what only the app's own tables can show. */
export async function compareLedgers(shop: ShopDomain, truth: readonly LineState[]): Promise<Difference[]> {
  const { lines, doubled, overtaken, uncommitted } = await withShop(
    shop,
    async (db) => ({
      lines: await db.$queryRaw<AppLine[]>`
        SELECT "orderId", "lineId", "inventoryItemId" AS "itemId", "orderedUnits" AS ordered,
          "unfulfilledUnits" - "allocatedUnits" AS waiting, "allocatedUnits" AS allocated, "shippedUnits" AS shipped,
          "cancelledUnits" AS cancelled FROM "OrderLine"`,
      // Each line's sums are those of its events.
      doubled: await db.$queryRaw<{ lineId: string }[]>`
        SELECT l."lineId" FROM "OrderLine" l LEFT JOIN (
          SELECT "lineId", sum(units) FILTER (WHERE kind = 'ordered') AS o, sum(units) FILTER (WHERE kind = 'allocated') AS a,
            sum(units) FILTER (WHERE kind = 'shipped') AS s, sum(units) FILTER (WHERE kind = 'cancelled') AS c
          FROM "LedgerEvent" GROUP BY "lineId") e USING ("lineId")
        WHERE ("orderedUnits", "allocatedUnits", "shippedUnits", "cancelledUnits") IS DISTINCT FROM
          (coalesce(e.o, 0), coalesce(e.a, 0), coalesce(e.s, 0), coalesce(e.c, 0))`,
      // Somebody has what an older one waits for.
      overtaken: await db.$queryRaw<{ lineId: string }[]>`
        SELECT young."lineId" FROM "OrderLine" young JOIN "OrderLine" old USING ("inventoryItemId")
        JOIN "LedgerOrder" yo ON yo."orderId" = young."orderId" JOIN "LedgerOrder" oo ON oo."orderId" = old."orderId"
        WHERE young."allocatedUnits" > 0 AND old."unfulfilledUnits" > old."allocatedUnits"
          AND (oo."countsFrom", length(old."orderId"), old."orderId") < (yo."countsFrom", length(young."orderId"), young."orderId")`,
      uncommitted: await db.$queryRaw<{ lineId: string; ours: number; committed: number }[]>`
        SELECT l."inventoryItemId" AS "lineId", l.committed::int, coalesce(u.units, 0)::int AS ours
        FROM (SELECT "inventoryItemId", sum(committed) AS committed FROM "InventoryLevel" GROUP BY 1) l
        LEFT JOIN (SELECT "inventoryItemId", sum("remainingUnits") AS units FROM "LedgerUnit" GROUP BY 1) u
          USING ("inventoryItemId")
        WHERE l.committed <> coalesce(u.units, 0)`,
    }),
    { timeoutMs: 120_000 },
  );
  const differences: Difference[] = [];
  const known = new Map(lines.map((line) => [line.lineId, line]));
  for (const { code: _code, ...line } of truth) {
    const app = known.get(line.lineId);
    known.delete(line.lineId);
    const same =
      app !== undefined &&
      (["orderId", "ordered", "waiting", "allocated", "shipped", "cancelled"] as const).every(
        (key) => app[key] === line[key],
      );
    if (!same) differences.push({ what: "line", lineId: line.lineId, app: app ?? null, truth: line });
  }
  for (const line of known.values())
    differences.push({ what: "nobody ordered it", lineId: line.lineId, app: line, truth: null });
  for (const { lineId } of doubled)
    differences.push({ what: "its events have another sum", lineId, app: null, truth: null });
  for (const { lineId } of overtaken) differences.push({ what: "overtook somebody", lineId, app: null, truth: null });
  for (const { lineId, ...sums } of uncommitted)
    differences.push({
      what: "waiting + allocated is not what is committed",
      lineId,
      app: sums.ours,
      truth: sums.committed,
    });
  return differences;
}
