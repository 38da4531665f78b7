import type { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { DelayCase, NotedEvent } from "../delays/delay-case.ts";
import type { NoticeSettings } from "./notice-settings.ts";
import { outgoingPayloads } from "./outgoing-payload.ts";

/** Puts what other systems are to be told into their outbox, in the caller's transaction; each event once a channel. */
export async function noteOutgoing(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  events: readonly (NotedEvent & { key: string })[],
  asked: ReadonlyMap<string, DelayCase>,
  settings: NoticeSettings,
): Promise<void> {
  const channels = [...(settings.flow.isOn ? ["flow"] : []), ...(settings.webhook?.isOn === true ? ["webhook"] : [])];
  if (channels.length === 0 || events.length === 0) return;
  const lines = await db.orderLine.findMany({
    where: { shop, lineId: { in: events.map(({ lineId }) => lineId) } },
    select: { lineId: true, orderName: true, title: true, variantId: true },
  });
  const facts = new Map(lines.map((line) => [line.lineId, line]));
  const createdAt = new Date(await ports.clock.businessNow());
  const retryAt = new Date(ports.clock.wallNow());
  const data = events.flatMap((event) =>
    outgoingPayloads(event, facts.get(event.lineId), asked.get(event.lineId)).flatMap((payload) =>
      channels.map((channel) => ({
        shop,
        channel,
        key: `${channel} ${payload.topic} ${event.key}`,
        topic: payload.topic,
        // Justified cast: a payload is JSON.
        payload: payload as unknown as Prisma.InputJsonObject,
        retryAt,
        createdAt,
      })),
    ),
  );
  if (data.length === 0) return;
  await db.outgoingMessage.createMany({ data, skipDuplicates: true });
  await ports.queue.enqueue(db, "send-outgoing", { shop });
}
