import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import type { FoundVariant } from "./find-variant.ts";
import { type Discount, usableDiscount } from "./discount-state.ts";
import { changeLevel, levelAt, onlineAvailable } from "./levels.ts";
import type { Attribute, LineItem, Order, OrderSource } from "./order-state.ts";
import { makeFulfillment, settleOrder } from "./fulfil-order.ts";
import { shareDiscount } from "./order-figures.ts";
import { routeOrderSoon } from "./route-order.ts";
import type { InventoryItem, Location, Shop } from "./state.ts";
import { orderPayload } from "./webhooks/order-payloads.ts";

export type OrderRequest = {
  lines: { found: FoundVariant; quantity: number; properties?: Attribute[] }[];
  email?: string | null;
  isPaid?: boolean;
  /** The money is reserved and not captured: neither paid nor owed. */
  isAuthorized?: boolean;
  /** A discount on the whole order. */
  discountMinor?: number;
  shippingMinor?: number;
  /** A code entered at checkout. */
  discountCode?: string;
  countryCode?: string;
  hasPaymentTerms?: boolean;
  source?: OrderSource;
  locale?: string;
  note?: string | null;
  tags?: string[];
  customAttributes?: Attribute[];
  /** Where a sale over the counter happens; the first active location by default. */
  location?: Location;
  /** When it was placed, for shops that start with old orders; now by default. */
  placedAt?: number;
};

export type PlacedOrder = { ok: true; order: Order } | { ok: false; reason: string };

const isPlaceOf = (shop: Shop, locationId: number): boolean => {
  const location = shop.locations.get(locationId);
  return Boolean(location?.isActive && location.fulfillsOnlineOrders);
};

/**
 * Places an order as the shop's checkout, its till or its draft orders would. Checkout refuses units that are neither
 * in stock nor allowed beyond it; the till and a person's draft order sell below zero with no more than a warning.
 */
export function placeOrder(emulator: Emulator, shop: Shop, request: OrderRequest): PlacedOrder {
  const source = request.source ?? "web";
  if (request.lines.length === 0) return { ok: false, reason: "an order needs at least one line" };
  for (const line of request.lines)
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1)
      return { ok: false, reason: "a quantity must be a whole number above zero" };
  if (source === "web") {
    const refusal = refusalOfCheckout(shop, request.lines);
    if (refusal) return { ok: false, reason: refusal };
  }
  const { discountCode } = request;
  const discount =
    discountCode === undefined ? null : usableDiscount(emulator, shop, discountCode, request.email ?? null);
  if (typeof discount === "string") return { ok: false, reason: discount };
  const order = makeOrder(emulator, shop, { ...request, ...(discount && pricesWith(discount, request)) }, source);
  if (discount) discount.usedCount += 1;
  shop.orders.set(order.id, order);
  const eventId = randomUUID();
  const counter =
    source === "pos" ? (request.location ?? [...shop.locations.values()].find((each) => each.isActive)) : null;
  for (const [index, line] of request.lines.entries()) {
    const { item } = line.found;
    for (const { locationId, quantity } of placesFor(shop, item, line.quantity, counter ?? null)) {
      order.unrouted.push({ lineItemId: order.lines[index]!.id, inventoryItemId: item.id, locationId, quantity });
      const level = levelAt(item, locationId);
      if (level && item.tracked)
        changeLevel(emulator, shop, item, level, { available: -quantity, committed: quantity }, eventId);
    }
  }
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
  emulator.sendWebhook(shop, "orders/create", () => orderPayload(shop, order), { eventId });
  if (order.paidAt !== null) emulator.sendWebhook(shop, "orders/paid", () => orderPayload(shop, order), { eventId });
  if (counter) handOver(emulator, shop, order, counter);
  else routeOrderSoon(emulator, shop, order);
  return { ok: true, order };
}

function refusalOfCheckout(shop: Shop, lines: OrderRequest["lines"]): string | null {
  const wanted = new Map<InventoryItem, { quantity: number; found: FoundVariant; canContinue: boolean }>();
  for (const { found, quantity } of lines) {
    if (found.product.status !== "ACTIVE" || found.product.publishedAt === null)
      return `${found.product.title} is not on sale`;
    const sum = wanted.get(found.item);
    wanted.set(found.item, {
      quantity: quantity + (sum?.quantity ?? 0),
      found,
      canContinue: found.variant.inventoryPolicy === "CONTINUE" && (sum?.canContinue ?? true),
    });
  }
  for (const [item, { quantity, found, canContinue }] of wanted) {
    if (!item.tracked || canContinue) continue;
    const available = onlineAvailable(shop, item);
    if (quantity <= available) continue;
    const name = nameOf(found);
    return available > 0
      ? `Only ${available} of ${name} can be added: not enough in stock`
      : `${name} is already sold out`;
  }
  return null;
}

function pricesWith(
  { percentage, amountMinor, maximumShippingMinor }: Discount,
  { lines, discountMinor = 0, shippingMinor = 0 }: OrderRequest,
): Pick<OrderRequest, "discountMinor" | "shippingMinor"> {
  const whole = lines.reduce((sum, { found, quantity }) => sum + found.variant.priceMinor * quantity, 0);
  if (percentage !== null) return { discountMinor: discountMinor + Math.round(whole * percentage) };
  if (amountMinor !== null) return { discountMinor: discountMinor + amountMinor };
  return maximumShippingMinor === null || shippingMinor <= maximumShippingMinor ? { shippingMinor: 0 } : {};
}

function nameOf({ product, variant }: FoundVariant): string {
  const title = variant.optionValues.join(" / ");
  return title === "Default Title" ? product.title : `${product.title} - ${title}`;
}

/** One location with enough if there is one; else what each has, and what nobody has at the first. */
function placesFor(shop: Shop, item: InventoryItem, quantity: number, counter: Location | null) {
  if (counter) return [{ locationId: counter.id, quantity }];
  const levels = item.levels.filter((level) => level.isActive && isPlaceOf(shop, level.locationId));
  const first = levels[0] ?? item.levels[0];
  if (!first) return [];
  const whole = levels.find((level) => level.available >= quantity);
  if (whole || !item.tracked) return [{ locationId: (whole ?? first).locationId, quantity }];
  const places: { locationId: number; quantity: number }[] = [];
  let left = quantity;
  for (const level of levels) {
    const taken = Math.min(left, Math.max(0, level.available));
    if (taken > 0) places.push({ locationId: level.locationId, quantity: taken });
    left -= taken;
  }
  if (left > 0) {
    const atFirst = places.find((place) => place.locationId === first.locationId);
    if (atFirst) atFirst.quantity += left;
    else places.push({ locationId: first.locationId, quantity: left });
  }
  return places;
}

function makeOrder(emulator: Emulator, shop: Shop, request: OrderRequest, source: OrderSource): Order {
  const now = request.placedAt ?? emulator.clock.now();
  const isAuthorized = request.isAuthorized ?? false;
  const isPaid = !isAuthorized && (request.isPaid ?? true);
  const lines = request.lines.map((line) => makeLineItem(emulator, line));
  if (request.discountMinor !== undefined) shareDiscount(lines, request.discountMinor);
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  return {
    id: emulator.nextId(),
    name: `#${number}`,
    number,
    source,
    email: request.email ?? null,
    customerId: request.email ? customerOf(emulator, shop, request.email) : null,
    locale: request.locale ?? shop.locale,
    tags: request.tags ?? [],
    note: request.note ?? null,
    isTest: false,
    financialStatus: isPaid ? "PAID" : isAuthorized ? "AUTHORIZED" : "PENDING",
    hasPaymentTerms: request.hasPaymentTerms ?? false,
    customAttributes: request.customAttributes ?? [],
    shippingMinor: request.shippingMinor ?? 0,
    ...(request.countryCode === undefined ? {} : { countryCode: request.countryCode }),
    lines,
    fulfillmentOrderIds: [],
    unrouted: [],
    fulfillmentIds: [],
    refundIds: [],
    retailLocationId: source === "pos" ? (request.location?.id ?? [...shop.locations.keys()][0] ?? null) : null,
    isEdited: false,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    paidAt: isPaid ? now : null,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    metafields: [],
  };
}

export function makeLineItem(
  emulator: Emulator,
  { found: { variant, product, item }, quantity, properties }: OrderRequest["lines"][number],
): LineItem {
  const title = variant.optionValues.join(" / ");
  return {
    id: emulator.nextId(),
    variantId: variant.id,
    productId: product.id,
    title: product.title,
    variantTitle: title === "Default Title" ? null : title,
    sku: item.sku,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    fulfilledQuantity: 0,
    refundedQuantity: 0,
    unitPriceMinor: variant.priceMinor,
    requiresShipping: item.requiresShipping,
    isGiftCard: product.isGiftCard,
    customAttributes: properties ?? [],
  };
}

function customerOf(emulator: Emulator, shop: Shop, email: string): number {
  for (const customer of shop.customers.values()) if (customer.email === email) return customer.id;
  const now = emulator.clock.now();
  const id = emulator.nextId();
  const [name = "A"] = email.split("@");
  shop.customers.set(id, { id, email, firstName: name, lastName: "", tags: [], createdAt: now, updatedAt: now });
  return id;
}

/** A sale over the counter leaves the shop at once: nobody waits for it. */
function handOver(emulator: Emulator, shop: Shop, order: Order, counter: Location): void {
  const lines = order.unrouted.map(({ lineItemId, quantity }) => ({ lineItemId, quantity }));
  order.unrouted = [];
  makeFulfillment(emulator, shop, order, counter.id, lines);
  settleOrder(emulator, shop, order);
}
