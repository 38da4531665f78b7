import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings } from "./backorder-settings.ts";
import { markUnsettled } from "./mark-unsettled.server.ts";
import { noteEvents } from "./note-events.server.ts";
import type { AllocatedLine } from "./with-allocation.ts";

/** Stores who was given stock and from whom it was taken back, and has holds and tags follow. */
export async function writeAllocations(
  ports: Ports,
  db: Db,
  { shop, now }: LoadedFrame,
  rules: BackorderSettings,
  lines: readonly AllocatedLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const changes = JSON.stringify(lines.flatMap((line) => line.changes));
  await db.$executeRaw`
    UPDATE "LedgerUnit" u SET "allocatedUnits" = g."allocatedUnits"
    FROM jsonb_to_recordset(${changes}::jsonb) AS g("lineId" text, "locationId" text, "allocatedUnits" int)
    WHERE u.shop = ${shop} AND u."lineId" = g."lineId" AND u."locationId" = g."locationId"`;
  const rows = JSON.stringify(
    lines.map(({ lineId, orderId, inventoryItemId, movedUnits, allocatedUnits }) => ({
      lineId,
      orderId,
      inventoryItemId,
      movedUnits,
      allocatedUnits,
    })),
  );
  await db.$executeRaw`
    UPDATE "OrderLine" l SET "allocatedUnits" = g."allocatedUnits",
      "firmUnits" = least(l."firmUnits", g."allocatedUnits")
    FROM jsonb_to_recordset(${rows}::jsonb) AS g("lineId" text, "allocatedUnits" int)
    WHERE l.shop = ${shop} AND l."lineId" = g."lineId"`;
  await db.$executeRaw`
    INSERT INTO "LedgerEvent" (shop, "orderId", "lineId", "inventoryItemId", kind, units, at)
    SELECT ${shop}, g."orderId", g."lineId", g."inventoryItemId", 'allocated', g."movedUnits", ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS g("orderId" text, "lineId" text, "inventoryItemId" text, "movedUnits" int)
    WHERE g."movedUnits" <> 0`;
  await markUnsettled(
    ports,
    db,
    shop,
    lines.map(({ orderId }) => orderId),
    rules,
  );
  const ready = lines.filter(({ isReadyNow, isPromised }) => isReadyNow && isPromised);
  await noteEvents(
    ports,
    db,
    shop,
    ready.map(({ lineId, orderId, unfulfilledUnits }) => ({
      // Taken back and given again, it is another time.
      key: `ready ${lineId} ${now.getTime()}`,
      orderId,
      lineId,
      at: now,
      event: { kind: "ready", units: unfulfilledUnits },
    })),
  );
}
