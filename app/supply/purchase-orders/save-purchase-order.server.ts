import { type Db, withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { changePurchaseOrder } from "./change-purchase-order.server.ts";
import type { LockedLine, LockedOrder } from "./lock-purchase-order.server.ts";
import { nextOrderNumber } from "./next-order-number.server.ts";
import type { OrderFormError } from "./order-form-error.ts";
import type { OrderRefusal } from "./order-outcome.ts";
import { type OrderForm, type OrderFormInput, type OrderFormLine, parseOrderForm } from "./purchase-order-form.ts";
import { isUnderWay, standingOf, statusByUnits } from "./purchase-order-status.ts";
import { tellSupply } from "./tell-supply.server.ts";

export interface SaveOrderInput {
  form: OrderFormInput;
  /** As the page had read it. */
  version: number;
  /** The merchant has seen that new expected days are over already. */
  acceptsPastDays: boolean;
}

export type SaveOrderResult =
  { ok: true; id: string } | OrderRefusal | { ok: false; reason: "form"; errors: Record<string, OrderFormError> };

interface NamedVariant {
  inventoryItemId: InventoryItemGid;
  title: string;
}

interface Named {
  currency: string;
  variants: ReadonlyMap<VariantGid, NamedVariant>;
}

/**
 * Makes a draft from its form. `id` is the form's own: sent twice, it makes one order.
 * @param id a UUID
 */
export async function createPurchaseOrder(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  { form: input, acceptsPastDays }: Omit<SaveOrderInput, "version">,
): Promise<SaveOrderResult> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const number = await nextOrderNumber(db, shop);
    if ((await db.purchaseOrder.count({ where: { shop, id } })) > 0) return { ok: true, id };
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    const checked = await checkForm(db, shop, input, null, acceptsPastDays, shopMoment(now.getTime(), timeZone).day);
    if (!checked.ok) return checked;
    const { form, named } = checked;
    const { supplierId, locationId, note } = form;
    await db.purchaseOrder.create({
      data: {
        shop,
        id,
        number,
        supplierId,
        locationId,
        note,
        currency: named.currency,
        createdAt: now,
        updatedAt: now,
      },
    });
    await db.purchaseOrderLine.createMany({
      data: form.lines.map((line, position) => newLine(shop, id, line, position, named, now)),
    });
    return { ok: true, id };
  });
}

/**
 * Saves an order that is a draft or on its way. Once it is placed its supplier stays, and a line's expected day moves only
 * with a reason (move-expected-day).
 */
export function savePurchaseOrder(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  { form: input, version, acceptsPastDays }: SaveOrderInput,
): Promise<SaveOrderResult> {
  return changePurchaseOrder<SaveOrderResult>(ports, shop, id, version, async ({ db, order, now, today, save }) => {
    const isPlaced = isUnderWay(order);
    if (order.status !== "draft" && !isPlaced) return { ok: false, reason: "not-allowed", standing: standingOf(order) };
    const given = isPlaced ? { ...input, supplierId: order.supplierId } : input;
    const checked = await checkForm(db, shop, given, order, acceptsPastDays, today);
    if (!checked.ok) return checked;
    const { form, named } = checked;
    const before = new Map(order.lines.map((line) => [line.id, line]));
    const lines: LockedLine[] = [];
    for (const [position, line] of form.lines.entries()) {
      const known = line.id === null ? undefined : before.get(line.id);
      if (known === undefined) {
        const data = newLine(shop, id, line, position, named, now, isPlaced);
        await db.purchaseOrderLine.create({ data });
        lines.push({ ...data, receivedUnits: 0, closedUnits: 0 });
        continue;
      }
      const data = {
        position,
        orderedUnits: line.units,
        priceMinor: line.priceMinor,
        supplierSku: line.supplierSku,
        expectedOn: isPlaced ? known.expectedOn : line.expectedOn,
      };
      await db.purchaseOrderLine.update({
        where: { shop_id: { shop, id: known.id } },
        data: { ...data, updatedAt: now },
      });
      lines.push({ ...known, ...data });
    }
    const kept = new Set(lines.map((line) => line.id));
    const removed = order.lines.filter((line) => !kept.has(line.id));
    await db.purchaseOrderLine.deleteMany({ where: { shop, id: { in: removed.map((line) => line.id) } } });
    const status = isPlaced ? statusByUnits(lines, order.confirmedOn) : order.status;
    await save({
      supplierId: form.supplierId,
      locationId: form.locationId,
      note: form.note,
      currency: isPlaced ? order.currency : named.currency,
      status,
      closedOn: status === "received" || status === "cancelled" ? today : null,
    });
    if (isPlaced) await tellWhatChanged(ports, db, shop, order, form, lines, removed);
    return { ok: true, id };
  });
}

type Checked = { ok: true; form: OrderForm; named: Named } | Extract<SaveOrderResult, { ok: false }>;

async function checkForm(
  db: Db,
  shop: ShopDomain,
  input: OrderFormInput,
  order: LockedOrder | null,
  acceptsPastDays: boolean,
  today: Day,
): Promise<Checked> {
  const supplierId = typeof input.supplierId === "string" ? input.supplierId : "";
  const supplier = await db.supplier.findUnique({ where: { shop_id: { shop, id: supplierId } } });
  const isPlaced = order !== null && order.status !== "draft";
  const currency = isPlaced ? order.currency : (supplier?.currency ?? order?.currency ?? "USD");
  const kept = new Map(order?.lines.map((line) => [line.id, line]));
  const parsed = parseOrderForm(input, { currency, kept });
  const errors: Record<string, OrderFormError> = parsed.ok ? {} : parsed.errors;
  if (supplierId !== "" && supplier === null) errors["supplierId"] = "unknown-supplier";
  // An order that names it already may still be carried to its end.
  if (supplier?.archivedAt != null && supplierId !== order?.supplierId) errors["supplierId"] = "supplier-archived";
  if (!parsed.ok) return { ok: false, reason: "form", errors };
  const { form } = parsed;
  const location = await db.location.findUnique({ where: { shop_locationId: { shop, locationId: form.locationId } } });
  const isAnother = form.locationId !== order?.locationId;
  if (location === null || (isAnother && !location.isActive)) errors["locationId"] = "unknown-location";
  const variants = await findVariants(db, shop, form.lines);
  form.lines.forEach(({ id, variantId }, index) => {
    // A line whose variant Shopify has lost since stays: its units may still come.
    const isKept = id !== null && kept.get(id)?.variantId === variantId;
    if (!isKept && (id !== null || !variants.has(variantId))) errors[`lines.${index}.variantId`] = "unknown-variant";
  });
  if (Object.keys(errors).length > 0) return { ok: false, reason: "form", errors };
  const past = form.lines.filter((line) =>
    isNewlyPast(line, line.id === null ? undefined : kept.get(line.id), isPlaced, today),
  );
  if (past.length > 0 && !acceptsPastDays) {
    const title = (line: OrderFormLine) => variants.get(line.variantId)?.title ?? "";
    const lines = past.map((line) => ({ title: title(line), expectedOn: line.expectedOn ?? today }));
    return { ok: false, reason: "past-days", lines };
  }
  return { ok: true, form, named: { currency, variants } };
}

/** A day that is over when it is first written down; what was ordered and is overdue is nothing new. */
function isNewlyPast(line: OrderFormLine, before: LockedLine | undefined, isPlaced: boolean, today: Day): boolean {
  if (line.expectedOn === null || line.expectedOn >= today) return false;
  return before === undefined || (!isPlaced && before.expectedOn !== line.expectedOn);
}

async function findVariants(db: Db, shop: ShopDomain, lines: readonly OrderFormLine[]) {
  const found = await db.variant.findMany({
    where: { shop, variantId: { in: lines.map(({ variantId }) => variantId) } },
    select: { variantId: true, inventoryItemId: true, displayName: true },
  });
  return new Map(
    found.map(({ variantId, inventoryItemId, displayName }): [VariantGid, NamedVariant] => [
      // Justified casts: the columns hold Shopify's ids.
      variantId as VariantGid,
      { inventoryItemId: inventoryItemId as InventoryItemGid, title: displayName },
    ]),
  );
}

function newLine(
  shop: ShopDomain,
  purchaseOrderId: string,
  { variantId, units, priceMinor, supplierSku, expectedOn }: OrderFormLine,
  position: number,
  { variants }: Named,
  updatedAt: Date,
  isPlaced = false,
) {
  const variant = variants.get(variantId);
  if (variant === undefined) throw new Error(`${variantId} was checked before`);
  return {
    shop,
    id: crypto.randomUUID(),
    purchaseOrderId,
    position,
    variantId,
    ...variant,
    supplierSku,
    orderedUnits: units,
    priceMinor,
    expectedOn,
    statedOn: isPlaced ? expectedOn : null,
    updatedAt,
  };
}

async function tellWhatChanged(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  order: LockedOrder,
  form: OrderForm,
  lines: readonly LockedLine[],
  removed: readonly LockedLine[],
): Promise<void> {
  const before = new Map(order.lines.map((line) => [line.id, line]));
  const isElsewhere = form.locationId !== order.locationId;
  const changed = lines.filter((line) => isElsewhere || before.get(line.id)?.orderedUnits !== line.orderedUnits);
  await tellSupply(ports, db, shop, [...changed, ...removed], (line, lineId) => ({
    code: before.has(line.id) ? "units-changed" : "ordered",
    lineId,
    name: order.number,
  }));
}
