import type { Compensation, Prisma } from "@prisma/client";
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
  const rows = await findGiven(db, shop, { id: { in: ids } });
  return new Map(rows.map((row): [string, GivenBenefit] => [row.id, givenOf(row, timeZone)]));
}

/** What an order's customer was given and can still use, the first one first. */
export async function loadGivenOf(db: Db, shop: ShopDomain, orderId: string): Promise<GivenBenefit[]> {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const rows = await findGiven(db, shop, { orderId, expiresAt: { not: null } });
  return rows.map((row) => givenOf(row, timeZone));
}

function findGiven(db: Db, shop: ShopDomain, which: Prisma.CompensationWhereInput): Promise<Compensation[]> {
  return db.compensation.findMany({
    where: { ...which, shop, status: "issued" satisfies CompensationStatus, isToDisable: false },
    orderBy: { issuedAt: "asc" },
  });
}

function givenOf({ gives, currency, code, expiresAt }: Compensation, timeZone: string): GivenBenefit {
  return {
    // Justified cast: the column is written from this type only.
    benefit: gives as unknown as Benefit,
    currency,
    code,
    // It ends in the course of a day: the one before is whole.
    untilOn: expiresAt === null ? null : dayFromNumber(dayNumber(shopMoment(expiresAt.getTime(), timeZone).day) - 1),
  };
}
