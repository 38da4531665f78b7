import { randomUUID } from "node:crypto";
import type { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { readSupplySettings } from "../supply/load-supply.server.ts";
import { noteNextDue, settleReports } from "./change-reports.server.ts";
import { giveAnew } from "./send-change-report.server.ts";

interface Part {
  reportId: string;
  lineIds: string[];
  isWhole: boolean;
}

/**
 * "Send" for these orders alone: what of a report is theirs becomes a report of its own, of the same cause, and goes out;
 * the rest goes on waiting. In the caller's transaction.
 */
export async function sendMovesOfOrders(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[],
): Promise<void> {
  const now = await ports.clock.businessNow();
  const parts = await db.$queryRaw<Part[]>`
    SELECT p."reportId", array_agg(p."lineId" ORDER BY p."lineId") FILTER (WHERE l."orderId" = ANY(${[...orderIds]})) AS "lineIds",
      bool_and(l."orderId" = ANY(${[...orderIds]})) AS "isWhole"
    FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
    JOIN "ChangeReport" r ON r.shop = p.shop AND r.id = p."reportId" AND r.status = 'waiting'
    WHERE p.shop = ${shop} GROUP BY p."reportId"
    HAVING bool_or(l."orderId" = ANY(${[...orderIds]})) ORDER BY p."reportId"`;
  const shares: { from: string; to: string }[] = [];
  for (const { reportId, lineIds, isWhole } of parts)
    if (!isWhole) shares.push({ from: reportId, to: await splitOff(db, shop, reportId, lineIds) });
  if (shares.length > 0) {
    const settings = await db.shopSettings.findUnique({ where: { shop }, select: { supply: true } });
    const frame = { shop, now: new Date(now), supplySettings: readSupplySettings(settings?.supply) };
    await settleReports(
      db,
      frame,
      shares.flatMap(({ from, to }) => [from, to]),
    );
  }
  const own = [
    ...parts.filter(({ isWhole }) => isWhole).map(({ reportId }) => reportId),
    ...shares.map(({ to }) => to),
  ];
  for (const id of own) await giveAnew(ports, db, shop, id, now);
  await noteNextDue(db, shop);
}

/** @returns the new report's id. */
async function splitOff(db: Db, shop: ShopDomain, reportId: string, lineIds: readonly string[]): Promise<string> {
  const { cause, openedAt } = await db.changeReport.findUniqueOrThrow({
    where: { shop_id: { shop, id: reportId } },
    select: { cause: true, openedAt: true },
  });
  const id = randomUUID();
  // Justified cast: Prisma's type of a stored value is not that of one to be stored.
  await db.changeReport.create({ data: { shop, id, cause: cause as Prisma.InputJsonObject, openedAt } });
  const theirs = { where: { shop, reportId, lineId: { in: [...lineIds] } }, data: { reportId: id } };
  await db.promiseChange.updateMany(theirs);
  await db.linePromise.updateMany(theirs);
  return id;
}
