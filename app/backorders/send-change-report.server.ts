import { type Db, withShop } from "../db.server.ts";
import { noteNextDue } from "./change-reports.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

export type SendReportResult = { ok: true; lineCount: number } | { ok: false; reason: "not-waiting" };

/** The merchant's "Send": what was found is what the customers have been given from now on. Once, whoever presses. */
export async function sendChangeReport(ports: Ports, shop: ShopDomain, reportId: string): Promise<SendReportResult> {
  const now = await ports.clock.businessNow();
  return withShop(shop, (db) => giveAnew(db, shop, reportId, now), { timeoutMs: 30_000 });
}

/** Reports whose fifteen minutes are over. */
export async function sendDueReports(ports: Ports, shop: ShopDomain): Promise<void> {
  const now = await ports.clock.businessNow();
  await withShop(
    shop,
    async (db) => {
      const due = await db.changeReport.findMany({
        where: { shop, status: "waiting", dueAt: { lte: new Date(now) } },
        select: { id: true },
      });
      for (const { id } of due) await giveAnew(db, shop, id, now);
      await noteNextDue(db, shop);
    },
    { timeoutMs: 60_000 },
  );
}

async function giveAnew(db: Db, shop: ShopDomain, id: string, now: number): Promise<SendReportResult> {
  const { count } = await db.changeReport.updateMany({
    where: { shop, id, status: "waiting" },
    data: { status: "sent", sentAt: new Date(now), dueAt: null },
  });
  if (count === 0) return { ok: false, reason: "not-waiting" };
  const lineCount = await db.$executeRaw`
    UPDATE "LinePromise" SET "givenFrom" = "computedFrom", "givenTo" = "computedTo", "reportId" = NULL
    WHERE shop = ${shop} AND "reportId" = ${id}`;
  return { ok: true, lineCount };
}
