import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { Ports } from "../ports.ts";
import { placeInReports, settleReports } from "./change-reports.server.ts";
import type { DatedPromise } from "./date-queues.server.ts";
import { noteEvents } from "./note-events.server.ts";
import { isReported } from "./plan-promise.ts";
import type { PromiseCause } from "./promise-cause.ts";

export type CausedPromise = DatedPromise & { cause: PromiseCause };

/** Stores promises as their queues were dated, what moved with its cause, and the reports that the moves belong to. */
export async function writePromises(
  ports: Ports,
  db: Db,
  frame: LoadedFrame,
  promises: readonly CausedPromise[],
): Promise<void> {
  if (promises.length === 0) return;
  const { shop, now } = frame;
  const reportOf = await placeInReports(
    db,
    frame,
    promises.filter(({ move }) => isReported(move)),
  );
  const rows = promises.map(({ lineId, variantId, inventoryItemId, parts, computed, given, told, ...rest }) => ({
    lineId,
    variantId,
    inventoryItemId,
    parts,
    computedFrom: computed?.from ?? null,
    computedTo: computed?.to ?? null,
    givenFrom: given?.from ?? null,
    givenTo: given?.to ?? null,
    toldFrom: told?.from ?? null,
    toldTo: told?.to ?? null,
    toldStanding: rest.toldStanding,
    isReady: rest.isReady,
    isDelayedAtBirth: rest.isDelayedAtBirth,
    reportId: reportOf.get(lineId) ?? null,
  }));
  // What was told and given stands: only "Send" gives anew.
  await db.$executeRaw`
    INSERT INTO "LinePromise" AS p (shop, "lineId", "variantId", "inventoryItemId", "toldFrom", "toldTo", "toldStanding",
      parts, "computedFrom", "computedTo", "givenFrom", "givenTo", "isDelayedAtBirth", "isReady", "reportId", "computedAt")
    SELECT ${shop}, g."lineId", g."variantId", g."inventoryItemId", g."toldFrom", g."toldTo", g."toldStanding",
      g.parts, g."computedFrom", g."computedTo", g."givenFrom", g."givenTo", g."isDelayedAtBirth", g."isReady",
      g."reportId", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("lineId" text, "variantId" text, "inventoryItemId" text, "toldFrom" text, "toldTo" text,
           "toldStanding" text, parts jsonb, "computedFrom" text, "computedTo" text, "givenFrom" text, "givenTo" text,
           "isDelayedAtBirth" boolean, "isReady" boolean, "reportId" text)
    ORDER BY g."lineId"
    ON CONFLICT (shop, "lineId") DO UPDATE SET parts = excluded.parts, "computedFrom" = excluded."computedFrom",
      "computedTo" = excluded."computedTo", "isReady" = excluded."isReady", "reportId" = excluded."reportId",
      "computedAt" = excluded."computedAt", outcome = NULL
    WHERE (p.parts, p."computedFrom", p."computedTo", p."isReady", p."reportId", p.outcome) IS DISTINCT FROM
      (excluded.parts, excluded."computedFrom", excluded."computedTo", excluded."isReady", excluded."reportId", NULL)`;
  await appendHistory(db, frame, promises, reportOf);
  const touched = [...new Set([...reportOf.values(), ...promises.flatMap(({ reportId }) => reportId ?? [])])];
  await settleReports(db, frame, touched);
  const placed = await withoutAdopted(
    db,
    frame,
    promises.filter(({ isNew, isReady }) => isNew && !isReady),
  );
  await noteEvents(
    ports,
    db,
    shop,
    placed.map(({ lineId, orderId, units, given, isDelayedAtBirth }) => ({
      key: `placed ${lineId}`,
      orderId,
      lineId,
      at: now,
      event: { kind: "placed", units, window: given, isDelayedAtBirth },
    })),
  );
}

/** An order older than Arrivo was placed long ago: its customer is thanked for nothing when the merchant adopts it. */
async function withoutAdopted(
  db: Db,
  { shop }: LoadedFrame,
  placed: readonly CausedPromise[],
): Promise<readonly CausedPromise[]> {
  if (placed.length === 0) return placed;
  const adopted = await db.orderLine.findMany({
    where: { shop, lineId: { in: placed.map(({ lineId }) => lineId) }, isAdopted: true },
    select: { lineId: true },
  });
  const older = new Set(adopted.map(({ lineId }) => lineId));
  return placed.filter(({ lineId }) => !older.has(lineId));
}

async function appendHistory(
  db: Db,
  { shop, now }: LoadedFrame,
  promises: readonly CausedPromise[],
  reportOf: ReadonlyMap<string, string>,
): Promise<void> {
  const data = promises.flatMap(({ lineId, change, cause }) =>
    change === null
      ? []
      : [
          {
            shop,
            lineId,
            reportId: reportOf.get(lineId) ?? null,
            fromFrom: change.from?.from ?? null,
            fromTo: change.from?.to ?? null,
            toFrom: change.to?.from ?? null,
            toTo: change.to?.to ?? null,
            cause: { ...cause },
            changedAt: now,
          },
        ],
  );
  // Few parameters a statement, however many moved.
  if (data.length > 0)
    await db.$executeRaw`
      INSERT INTO "PromiseChange" (shop, "lineId", "reportId", "fromFrom", "fromTo", "toFrom", "toTo", cause, "changedAt")
      SELECT ${shop}, g."lineId", g."reportId", g."fromFrom", g."fromTo", g."toFrom", g."toTo", g.cause, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS g("lineId" text, "reportId" text, "fromFrom" text,
        "fromTo" text, "toFrom" text, "toTo" text, cause jsonb)`;
}
