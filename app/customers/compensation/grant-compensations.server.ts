import type { Compensation } from "@prisma/client";
import { withShop } from "../../db.server.ts";
import { ShopifyRejected, ShopifyUnreachable } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";
import { tellsKind } from "../notices/notice-settings.ts";
import type { Benefit } from "./benefit.ts";
import type { GrantResult } from "./compensation-port.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { endOf, newCode } from "./new-code.server.ts";

/** A worker that died is done with it after so long. */
const claimMs = 60_000;
const backdatedMs = 60_000;

/**
 * Has Shopify make the codes and credits that are approved. What is asked stands in the row before Shopify hears of it:
 * whatever dies in between, the same is asked again and done once.
 * @throws InfrastructureError when Shopify gives no answer: the job is tried again.
 */
export async function grantCompensations(ports: Ports, shop: ShopDomain): Promise<void> {
  const rows = await withShop(shop, (db) =>
    db.compensation.findMany({
      where: { shop, status: { in: ["approved", "asking"] satisfies CompensationStatus[] } },
      orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
      select: { id: true },
    }),
  );
  let isAtWork = false;
  for (const { id } of rows) {
    const claimed = await claim(ports, shop, id);
    if (claimed === "another's") isAtWork = true;
    else if (claimed !== null) await grant(ports, shop, claimed);
  }
  if (isAtWork) throw new ShopifyUnreachable("Another worker is at some of these compensations");
}

type Claimed = Compensation & { wasAsked: boolean };

function claim(ports: Ports, shop: ShopDomain, id: string): Promise<Claimed | "another's" | null> {
  const wall = ports.clock.wallNow();
  return withShop(shop, async (db) => {
    await db.$queryRaw`SELECT id FROM "Compensation" WHERE shop = ${shop} AND id = ${id} FOR UPDATE`;
    const row = await db.compensation.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
    const isAsking = row.status === "asking";
    if (isAsking && (row.claimedUntil?.getTime() ?? 0) > wall) return "another's";
    if (!isAsking && row.status !== "approved") return null;
    // Also by a try that was given up since: what was refused then may have been done by one before it.
    const wasAsked = row.expiresAt !== null;
    const settings = await loadCompensationSettings(db, shop);
    const validDays = row.kind === "wait" ? settings.reward.validDays : settings.validDays;
    // Justified cast: the column is written from this type only.
    const { kind } = row.gives as unknown as Benefit;
    const now = await ports.clock.businessNow();
    const asked = await db.compensation.update({
      where: { shop_id: { shop, id } },
      data: {
        status: "asking" satisfies CompensationStatus,
        claimedUntil: new Date(wall + claimMs),
        code: row.code ?? (kind === "store-credit" || kind === "present" ? null : newCode()),
        expiresAt: row.expiresAt ?? (kind === "present" ? null : endOf(id, now, validDays)),
      },
    });
    return { ...asked, wasAsked };
  });
}

async function grant(ports: Ports, shop: ShopDomain, row: Claimed): Promise<void> {
  let result: GrantResult;
  try {
    result = await ask(ports, shop, row);
  } catch (error) {
    if (!(error instanceof ShopifyRejected)) {
      // The next try need not wait until this one counts as dead.
      const data = { claimedUntil: new Date(ports.clock.wallNow()) };
      await withShop(shop, (db) => db.compensation.update({ where: { shop_id: { shop, id: row.id } }, data }));
      throw error;
    }
    result = { ok: false, reason: "refused" };
  }
  await settle(ports, shop, row, result);
}

async function ask(ports: Ports, shop: ShopDomain, row: Claimed): Promise<GrantResult> {
  // Justified cast: as above.
  const benefit = row.gives as unknown as Benefit;
  const { code, expiresAt, customerId, currency } = row;
  if (benefit.kind === "present") return { ok: true, shopifyId: "" };
  if (expiresAt === null) throw new Error(`The compensation ${row.id} has no end.`);
  const shopify = ports.shopify(shop);
  if (benefit.kind === "store-credit") {
    if (customerId === null) return { ok: false, reason: "no-customer" };
    return shopify.creditCustomer({ customerId, currency, amountMinor: benefit.amountMinor, expiresAt }, row.wasAsked);
  }
  const orderName = await withShop(shop, async (db) => {
    const order = await db.ledgerOrder.findUnique({ where: { shop_orderId: { shop, orderId: row.orderId } } });
    return order?.name ?? "";
  });
  const startsAt = new Date((await ports.clock.businessNow()) - backdatedMs);
  const title = ["Arrivo", orderName, row.id.slice(0, 8)].filter((part) => part !== "").join(" ");
  return shopify.createCode({ code: code ?? "", title, benefit, currency, startsAt, endsAt: expiresAt, customerId });
}

function settle(
  ports: Ports,
  shop: ShopDomain,
  { id, orderId, kind, gives }: Claimed,
  result: GrantResult,
): Promise<void> {
  return withShop(shop, async (db) => {
    const now = new Date(await ports.clock.businessNow());
    const own = { shop, id, status: "asking" satisfies CompensationStatus };
    if (!result.ok) {
      const data = { status: "failed" satisfies CompensationStatus, fault: result.reason, claimedUntil: null };
      await db.compensation.updateMany({ where: own, data });
      return;
    }
    const { count } = await db.compensation.updateMany({
      where: own,
      data: {
        status: "issued" satisfies CompensationStatus,
        issuedAt: now,
        shopifyId: result.shopifyId === "" ? null : result.shopifyId,
        fault: null,
        claimedUntil: null,
      },
    });
    const { isToDisable } = await db.compensation.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
    // A present needs no words of ours: it lies in the parcel.
    if (count === 0 || isToDisable || (gives as unknown as Benefit).kind === "present") return;
    const notices = await loadNoticeSettings(db, shop);
    const told = kind === "wait" ? ("rewarded" as const) : ("compensated" as const);
    if (!notices.isOn || !tellsKind(notices, told)) return;
    await noteCauses(ports, db, shop, [
      { causeKey: `${told} ${id}`, kind: told, orderId, lineId: null, details: { compensationId: id }, at: now },
    ]);
  });
}
