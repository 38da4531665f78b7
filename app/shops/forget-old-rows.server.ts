import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

const dayMs = 86_400_000;
const keptDays = {
  inbox: 30,
  tasks: 90,
  decisions: 400,
  answeredChanges: 400,
  expectedRises: 3,
  outgoing: 30,
  notices: 400,
  compensations: 1_095,
  shipTos: 400,
  /** What a customer answered, and what came of it, is proof for as long as they may go to law. */
  proof: 3 * 366,
};
const batchRows = 10_000;

/** Rows past their keeping time are deleted, in batches. Shopify's own instants are business time, our own processes' wall time. */
export async function forgetOldRows(ports: Ports): Promise<void> {
  const db = outsideShops();
  const wall = ports.clock.wallNow();
  const now = await ports.clock.businessNow();
  const before = (from: number, days: number) => new Date(from - days * dayMs);

  await inBatches(
    () => db.$executeRaw`
      DELETE FROM "WebhookInbox" WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM "WebhookInbox" WHERE "receivedAt" < ${before(wall, keptDays.inbox)} LIMIT ${batchRows}))`,
  );
  await db.lease.deleteMany({ where: { expiresAt: { lt: before(wall, 1) } } });
  await db.workerHeartbeat.deleteMany({ where: { seenAt: { lt: before(wall, 1) } } });

  for (const { domain } of await db.shop.findMany({ select: { domain: true } })) {
    // Justified cast: the registry is written from checked domains only.
    const shop = domain as ShopDomain;
    // Of each variant the last decision stays, however old: it is what still holds.
    await inBatches(() =>
      withShop(
        shop,
        (tenant) => tenant.$executeRaw`
          DELETE FROM "Decision" WHERE shop = ${shop} AND id = ANY(ARRAY(
            SELECT d.id FROM "Decision" d WHERE d.shop = ${shop}
              AND d."decidedAt" < ${before(now, keptDays.decisions)} AND EXISTS (
                SELECT 1 FROM "Decision" n
                WHERE n.shop = d.shop AND n."variantId" = d."variantId" AND n.id > d.id)
            LIMIT ${batchRows}))`,
        { timeoutMs: 60_000 },
      ),
    );
    await withShop(shop, async (tenant) => {
      await tenant.outsideChange.deleteMany({
        where: { shop, answer: { not: "open" }, seenAt: { lt: before(now, keptDays.answeredChanges) } },
      });
      await tenant.outgoingMessage.deleteMany({
        where: { shop, status: { not: "waiting" }, createdAt: { lt: before(now, keptDays.outgoing) } },
      });
      const old = { lt: before(now, keptDays.notices) };
      await tenant.notice.deleteMany({
        where: { shop, createdAt: old, status: { notIn: ["waiting", "claimed", "sending"] } },
      });
      await tenant.noticeCause.deleteMany({ where: { shop, at: old } });
      const proof = { lt: before(now, keptDays.proof) };
      await tenant.answer.deleteMany({ where: { shop, at: proof } });
      await tenant.cancellation.deleteMany({ where: { shop, doneAt: proof } });
      await tenant.delayCase.deleteMany({ where: { shop, closedAt: proof } });
      await tenant.shipTo.deleteMany({ where: { shop, readAt: { lt: before(wall, keptDays.shipTos) } } });
      await tenant.compensation.deleteMany({
        where: { shop, createdAt: { lt: before(now, keptDays.compensations) }, status: { not: "promised" } },
      });
      // By then they explain no rise of stock any more: app/supply/inbound/note-rises.server.ts.
      await tenant.expectedRise.deleteMany({
        where: { shop, expectedAt: { lt: before(now, keptDays.expectedRises) } },
      });
      // The syncs of an install say that it had them.
      await tenant.$executeRaw`
        DELETE FROM "Task" WHERE shop = ${shop} AND "finishedAt" < ${before(wall, keptDays.tasks)}
          AND NOT checkpoint ? 'installedAt'`;
    });
  }
}

async function inBatches(deleteSome: () => Promise<number>): Promise<void> {
  while ((await deleteSome()) === batchRows);
}
