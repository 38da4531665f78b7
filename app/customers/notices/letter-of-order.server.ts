import type { PromisePart } from "../../backorders/promise-part.ts";
import type { Db } from "../../db.server.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import type { ShopDomain } from "../../ids.ts";
import type { ShipWindow } from "../../supply/day.ts";
import type { ToldLine } from "./fold-causes.ts";
import type { Letter } from "./letter.ts";
import type { NoticeKind } from "./notice-kind.ts";
import { readStorefrontSettings } from "./read-storefront-settings.server.ts";
import { sampleLetter } from "./sample-letter.ts";

/** What a notice of that kind would say of a real order today; null: there is none of that name, or nothing of it waits. */
export async function letterOfOrder(
  db: Db,
  shop: ShopDomain,
  kind: NoticeKind,
  locale: StorefrontLocale,
  orderName: string,
  now: number,
): Promise<Letter | null> {
  const name = orderName.trim();
  const lines = await db.orderLine.findMany({
    where: { shop, orderName: { in: [name, `#${name}`] }, isRedacted: false },
    take: 20,
  });
  if (lines.length === 0) return null;
  const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const settings = await readStorefrontSettings(db, shop, registered.timeZone);
  const promises = await db.linePromise.findMany({
    where: { shop, lineId: { in: lines.map(({ lineId }) => lineId) } },
  });
  const promiseOf = new Map(promises.map((promise) => [promise.lineId, promise]));
  const sample = sampleLetter(kind, locale, now, registered.name === "" ? shop : registered.name, settings);
  const told = lines.flatMap(({ lineId, unfulfilledUnits, quantityUnits }): ToldLine[] => {
    const promise = promiseOf.get(lineId);
    if (promise === undefined) return [];
    const units = unfulfilledUnits > 0 ? unfulfilledUnits : quantityUnits;
    const line = { lineId, cancelledUnits: 0, shippedUnits: 0, isReady: false, readyUnits: 0, move: null };
    const [model] = sample.told.lines;
    if (model === undefined) return [];
    const after = windowOf(promise.computedFrom, promise.computedTo);
    return [
      {
        ...line,
        cancelledUnits: model.cancelledUnits > 0 ? units : 0,
        shippedUnits: model.shippedUnits > 0 ? units : 0,
        isReady: model.isReady,
        readyUnits: units,
        move:
          model.move === null
            ? null
            : {
                kind: model.move.kind,
                units,
                before: model.move.before === null ? null : windowOf(promise.toldFrom, promise.toldTo),
                after,
              },
      },
    ];
  });
  return {
    ...sample,
    told: { ...sample.told, lines: told },
    orderName: lines[0]?.orderName ?? name,
    lines: new Map(
      lines.map(({ lineId, title }) => [
        lineId,
        // Justified cast: backorders/ writes the parts.
        { title, parts: (promiseOf.get(lineId)?.parts ?? []) as unknown as PromisePart[] },
      ]),
    ),
  };
}

const windowOf = (from: string | null, to: string | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
