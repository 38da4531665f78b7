import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { dayFromNumber, dayNumber } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { Benefit } from "../compensation/benefit.ts";
import type { CompensationStatus } from "../compensation/compensation-status.ts";
import type { GivenBenefit } from "./letter.ts";
import { causeDetails } from "./notice-cause.ts";

/** What these causes tell of as given, by id; what was used or taken back before the mail left is told no more. */
export async function loadGiven(
  db: Db,
  shop: ShopDomain,
  causes: readonly { details: unknown }[],
  timeZone: string,
): Promise<Map<string, GivenBenefit>> {
  const ids = causes.flatMap(({ details }) => causeDetails.safeParse(details).data?.compensationId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.compensation.findMany({
    where: { shop, id: { in: ids }, status: "issued" satisfies CompensationStatus, isToDisable: false },
  });
  return new Map(
    rows.map(({ id, gives, currency, code, expiresAt }): [string, GivenBenefit] => [
      id,
      {
        // Justified cast: the column is written from this type only.
        benefit: gives as unknown as Benefit,
        currency,
        code,
        // It ends in the course of a day: the one before is whole.
        untilOn:
          expiresAt === null ? null : dayFromNumber(dayNumber(shopMoment(expiresAt.getTime(), timeZone).day) - 1),
      },
    ]),
  );
}
