import type { Prisma } from "@prisma/client";
import type { BackorderEvent } from "../backorders/backorder-event.ts";
import { noteHeard } from "../backorders/note-heard.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { noteCompensations } from "./compensation/note-compensations.server.ts";
import type { NotedEvent } from "./delays/delay-case.ts";
import { openCases } from "./delays/open-cases.server.ts";
import { readShipTos } from "./delays/read-ship-tos.server.ts";
import { causeOfEvent } from "./notices/cause-of-event.ts";
import { loadNoticeSettings } from "./notices/load-notice-settings.server.ts";
import { noteCauses } from "./notices/note-causes.server.ts";
import { noteOutgoing } from "./notices/note-outgoing.server.ts";

const eventsAtOnce = 500;

type TakenEvent = NotedEvent & { key: string };

/**
 * Takes what happened to those who wait, oldest first: cases are opened, notices, outgoing messages and compensations noted, all in the
 * transaction that marks the events as handled. Whatever dies on the way is done again by the next run, and never twice.
 */
export async function tellCustomers(ports: Ports, shop: ShopDomain): Promise<void> {
  await readShipTos(ports, shop);
  let taken = eventsAtOnce;
  while (taken === eventsAtOnce)
    taken = await withShop(shop, (db) => tellBatch(ports, db, shop), { timeoutMs: 60_000 });
}

async function tellBatch(ports: Ports, db: Db, shop: ShopDomain): Promise<number> {
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT id, key, kind, "orderId", "lineId", details, at FROM "BackorderEvent"
    WHERE shop = ${shop} AND NOT "isHandled" ORDER BY id LIMIT ${eventsAtOnce} FOR UPDATE SKIP LOCKED`;
  if (rows.length === 0) return 0;
  const events = rows.map(eventOf);
  const settings = await loadNoticeSettings(db, shop);
  const asked = await openCases(ports, db, shop, events);
  const heard = settings.flow.isOn || settings.webhook?.isOn === true || settings.isOn;
  if (heard) {
    const ready = events.filter(({ kind }) => kind === "ready");
    await noteHeard(db, shop, { lineIds: ready.map(({ lineId }) => lineId) });
  }
  if (settings.isOn) {
    const causes = events.map((event) => causeOfEvent(event, asked.get(event.lineId), settings));
    await noteCauses(
      ports,
      db,
      shop,
      causes.filter((cause) => cause !== null),
    );
  }
  await noteOutgoing(ports, db, shop, events, asked, settings);
  await noteCompensations(ports, db, shop, events);
  await db.backorderEvent.updateMany({
    where: { shop, id: { in: rows.map(({ id }) => id) } },
    data: { isHandled: true },
  });
  return rows.length;
}

interface EventRow {
  id: bigint;
  key: string;
  kind: string;
  orderId: string;
  lineId: string;
  details: Prisma.JsonObject;
  at: Date;
}

function eventOf({ key, kind, orderId, lineId, details, at }: EventRow): TakenEvent {
  // Justified cast: backorders/ writes the details of that kind.
  return { ...(details as unknown as BackorderEvent), kind, key, orderId, lineId, at } as TakenEvent;
}
