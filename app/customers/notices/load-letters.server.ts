import type { PromisePart } from "../../backorders/promise-part.ts";
import type { Db } from "../../db.server.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import type { ShopDomain } from "../../ids.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { answerUrl } from "../delays/answer-link.server.ts";
import { loadGiven } from "./load-given.server.ts";
import { foldCauses } from "./fold-causes.ts";
import type { Letter } from "./letter.ts";
import { causeDetails } from "./notice-cause.ts";
import { isNoticeKind } from "./notice-kind.ts";
import type { OrderContact } from "./customers-port.ts";
import { readStorefrontSettings } from "./read-storefront-settings.server.ts";

/** What is said in a mail, with all but the address it goes to. */
export type LoadedLetter = Letter & { orderId: string };

/** The letters of these notices, as the ledger stands now; null: nothing of it is left to say. */
export async function loadLetters(
  db: Db,
  shop: ShopDomain,
  notices: readonly { id: string; orderId: string }[],
  contacts: ReadonlyMap<string, OrderContact>,
  now: number,
): Promise<Map<string, LoadedLetter | null>> {
  const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const settings = await readStorefrontSettings(db, shop, registered.timeZone);
  const causes = await db.noticeCause.findMany({
    where: { shop, noticeId: { in: notices.map(({ id }) => id) }, recalledAt: null },
    orderBy: { id: "asc" },
  });
  const orderIds = notices.map(({ orderId }) => orderId);
  const orders = await db.ledgerOrder.findMany({
    where: { shop, orderId: { in: orderIds } },
    select: { orderId: true, name: true, locale: true },
  });
  const ready = await db.orderLine.findMany({
    where: {
      shop,
      orderId: { in: orderIds },
      allocatedUnits: { gt: 0 },
      unfulfilledUnits: { gt: 0 },
      cancelledAt: null,
    },
    select: { orderId: true },
  });
  const readyOrders = new Set(ready.map(({ orderId }) => orderId));
  const lineIds = [...new Set(causes.flatMap(({ lineId }) => lineId ?? []))];
  const lines = await db.orderLine.findMany({ where: { shop, lineId: { in: lineIds } } });
  const promises = await db.linePromise.findMany({ where: { shop, lineId: { in: lineIds } } });
  const caseIds = [...new Set(causes.flatMap(({ caseId }) => caseId ?? []))];
  const cases = await db.delayCase.findMany({ where: { shop, id: { in: caseIds }, status: "open" } });

  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  const promiseOf = new Map(promises.map((promise) => [promise.lineId, promise]));
  const caseOf = new Map(cases.map((each) => [each.id, each]));
  const factsOf = new Map(
    lines.map(({ lineId, title }) => {
      const promise = promiseOf.get(lineId);
      // Justified cast: backorders/ writes the parts.
      const parts = (promise?.parts ?? []) as unknown as PromisePart[];
      return [lineId, { title, parts }];
    }),
  );
  const causesOf = byKey(causes, ({ noticeId }) => noticeId);
  const openCases = new Set(caseOf.keys());
  const givenOf = await loadGiven(db, shop, causes, registered.timeZone);
  const letters = new Map<string, LoadedLetter | null>();
  for (const { id, orderId } of notices) {
    const noted = (causesOf.get(id) ?? []).flatMap(({ kind, lineId, details, caseId }) => {
      const read = causeDetails.safeParse(details);
      return isNoticeKind(kind) && read.success ? [{ kind, lineId, details: read.data, caseId }] : [];
    });
    const told = foldCauses(noted, openCases, new Set(givenOf.keys()));
    if (told === null) {
      letters.set(id, null);
      continue;
    }
    const asked = told.caseId === null ? undefined : caseOf.get(told.caseId);
    const contact = contacts.get(orderId);
    const order = orderOf.get(orderId);
    letters.set(id, {
      orderId,
      told,
      locale: chooseStorefrontLocale(contact?.locale ?? order?.locale ?? registered.locale),
      today: shopMoment(now, registered.timeZone).day,
      shopName: registered.name === "" ? shop : registered.name,
      orderName: order?.name ?? lines.find((line) => line.orderId === orderId)?.orderName ?? "",
      orderUrl: contact?.url ?? null,
      settings,
      lines: factsOf,
      given: told.compensationIds.flatMap((given) => givenOf.get(given) ?? []),
      question:
        asked === undefined
          ? null
          : {
              deadlineOn: asked.deadlineOn,
              silence: asked.silence === "cancels" ? "cancels" : "keeps",
              url: answerUrl(shop, { orderId, caseId: asked.id }, now),
              mayTakeReady: readyOrders.has(orderId),
            },
    });
  }
  return letters;
}
