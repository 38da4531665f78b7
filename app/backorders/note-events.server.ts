import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { BackorderEvent } from "./backorder-event.ts";

export interface NotedEvent {
  /** Noted once under it, whoever comes again. */
  key: string;
  orderId: string;
  lineId: string;
  /** Business time. */
  at: Date;
  event: BackorderEvent;
}

/** Notes what waiting customers may be told of, in the caller's transaction, and has it looked at. */
export async function noteEvents(ports: Ports, db: Db, shop: ShopDomain, events: readonly NotedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event: { kind, ...details }, ...rest }) => ({ ...rest, kind, details }));
  await db.$executeRaw`
    INSERT INTO "BackorderEvent" (shop, key, kind, "orderId", "lineId", details, at)
    SELECT ${shop}, g.key, g.kind, g."orderId", g."lineId", g.details, g.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(key text, kind text, "orderId" text, "lineId" text,
      details jsonb, at timestamptz)
    ON CONFLICT (shop, key) DO NOTHING`;
  await ports.queue.enqueue(db, "tell-customers", { shop });
}
