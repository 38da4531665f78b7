import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { holidayCountries } from "../calendars/holidays-of.server.ts";
import { learnFromReceipts } from "../purchase-orders/learn-from-receipts.server.ts";
import { shopMoment } from "../shop-moment.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { itemsOfSuppliers } from "./items-of-suppliers.server.ts";
import { lockSupplier } from "./lock-supplier.server.ts";
import { supplierFields } from "./read-supplier.server.ts";
import { blankSupplier, type SupplierFields } from "./supplier-fields.ts";
import { parseSupplierForm, type SupplierInput } from "./supplier-form.ts";
import type { SupplierFormErrors } from "./supplier-form-error.ts";

export type SaveSupplierResult =
  | { ok: true; supplierId: string; fields: SupplierFields; updatedAt: number }
  | { ok: false; reason: "form"; errors: SupplierFormErrors }
  | { ok: false; reason: "gone" }
  /** Somebody else saved it since the form was opened. */
  | { ok: false; reason: "changed-meanwhile" };

/** What dates follow from. */
const dating = ["leadDays", "leadDayCount", "workingWeekdays", "closures", "holidayCountry"] as const;

/** On which days it works: how late it was counts on these. */
const calendar = ["workingWeekdays", "closures", "holidayCountry"] as const;

/** Which supplier a form is of, and what it was when the form was opened (`updatedAt`); null: a new one. */
export type SeenSupplier = { id: string; updatedAt: number } | null;

/** Saves a supplier from its form, whole or not at all. Two suppliers of a shop never have one name, however written. */
export async function saveSupplier(
  ports: Ports,
  shop: ShopDomain,
  seen: SeenSupplier,
  input: SupplierInput,
): Promise<SaveSupplierResult> {
  const now = new Date(await ports.clock.businessNow());
  const countries = await knownCountries();
  try {
    return await withShop(shop, async (db) => {
      const { currency, timeZone } = await db.shop.findUniqueOrThrow({
        where: { domain: shop },
        select: { currency: true, timeZone: true },
      });
      const row = seen === null ? null : await lockSupplier(db, shop, seen.id);
      if (seen !== null && row === null) return { ok: false, reason: "gone" };
      if (seen !== null && row?.updatedAt.getTime() !== seen.updatedAt)
        return { ok: false, reason: "changed-meanwhile" };
      const present = row === null ? blankSupplier(currency) : supplierFields(row);
      const form = parseSupplierForm(input, present);
      const errors = form.ok ? await errorsOutside(db, shop, form.fields, seen?.id ?? null, countries) : form.errors;
      if (!form.ok || Object.keys(errors).length > 0) return { ok: false, reason: "form", errors };
      const { fields } = form;
      const data = { ...fields, closures: fields.closures satisfies Prisma.InputJsonArray, updatedAt: now };
      const { id, updatedAt } =
        row === null
          ? await db.supplier.create({ data: { ...data, shop, createdAt: now } })
          : await db.supplier.update({ where: { shop_id: { shop, id: row.id } }, data });
      if (row !== null && isAnotherCalendar(present, fields))
        await learnFromReceipts(ports, db, shop, shopMoment(now.getTime(), timeZone).day);
      if (row !== null && isAnother(present, fields, dating)) {
        const cause = { code: "supplier-changed", supplierId: id } as const;
        await supplyChanged(ports, db, shop, await itemsOfSuppliers(db, shop, [id]), cause);
      }
      return { ok: true, supplierId: id, fields, updatedAt: updatedAt.getTime() };
    });
  } catch (error) {
    // Two people saved the same new name at once.
    if (isNameTaken(error)) return { ok: false, reason: "form", errors: { name: "name-taken" } };
    throw error;
  }
}

const isAnother = (before: SupplierFields, after: SupplierFields, keys: readonly (keyof SupplierFields)[]): boolean =>
  keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/** Whether its past receipts were late by other days than before. */
export function isAnotherCalendar(before: SupplierFields, after: SupplierFields): boolean {
  return isAnother(before, after, calendar);
}

/** The codes of the countries whose holidays are known. */
export async function knownCountries(): Promise<ReadonlySet<string>> {
  return new Set((await holidayCountries()).map(({ code }) => code));
}

export function isNameTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** What the form alone can't know. */
async function errorsOutside(
  db: Db,
  shop: ShopDomain,
  { name, holidayCountry }: SupplierFields,
  id: string | null,
  countries: ReadonlySet<string>,
): Promise<SupplierFormErrors> {
  const namesake = await db.supplier.findFirst({
    where: { shop, name: { equals: name, mode: "insensitive" }, ...(id === null ? {} : { id: { not: id } }) },
    select: { id: true },
  });
  return {
    ...(namesake === null ? {} : { name: "name-taken" }),
    ...(holidayCountry === null || countries.has(holidayCountry) ? {} : { holidayCountry: "not-a-country" }),
  };
}
