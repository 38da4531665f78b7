import { addProduct } from "../../store-emulator/catalogue/add-product.ts";
import { editOrder } from "../../store-emulator/edit-order.ts";
import type { Emulator } from "../../store-emulator/emulator.ts";
import { type FoundVariant, variantById } from "../../store-emulator/find-variant.ts";
import { fulfilOrder } from "../../store-emulator/fulfil-order.ts";
import { gid } from "../../store-emulator/ids.ts";
import type { Order } from "../../store-emulator/order-state.ts";
import { placeOrder } from "../../store-emulator/place-order.ts";
import { setStock } from "../../store-emulator/set-stock.ts";
import type { Shop } from "../../store-emulator/state.ts";
import { type AppliedEvent, IndependentLedger } from "./independent-ledger.ts";
import type { SourceEvent } from "./read-orders.ts";

export interface Rules {
  /** Days from an order to the first try to send it. */
  fulfilDays: number;
  /** Available below this is ordered anew, up to that, and comes after so many days. */
  reorder: { below: number; upTo: number; days: number };
}

interface OpenOrder {
  order: Order;
  customer: string;
  dueDay: number;
}

/**
 * Does to the emulator's shop what a source event says, and what a warehouse and a buyer with simple rules do each day. It
 * looks at its own ledger only, never at the app's, and writes down everything that it did.
 */
export class ShopDriver {
  readonly ledger = new IndependentLedger();
  readonly #found = new Map<string, FoundVariant>();
  readonly #open = new Map<string, OpenOrder>();
  readonly #byLine = new Map<string, { open: OpenOrder; at: number }>();
  readonly #arrivals = new Map<number, { code: string; units: number }[]>();
  readonly #onOrder = new Map<string, number>();
  #day = 0;
  appliedLines = 0;
  readonly counts = { orders: 0, orderLines: 0, cancelledUnits: 0, notCancelled: 0, shipped: 0, restocks: 0 };

  readonly emulator: Emulator;
  readonly shop: Shop;
  readonly rules: Rules;
  readonly note: (event: AppliedEvent) => void;

  constructor(emulator: Emulator, shop: Shop, rules: Rules, note: (event: AppliedEvent) => void) {
    this.emulator = emulator;
    this.shop = shop;
    this.rules = rules;
    this.note = note;
  }

  /** Products for all codes, a variant each. @returns their gids. */
  stockUp(codes: readonly string[], units: (code: string) => number): string[] {
    return codes.map((code) => {
      const first = units(code);
      const product = addProduct(this.emulator, this.shop, {
        handle: `p-${code.toLowerCase()}`,
        title: code,
        descriptionHtml: "",
        vendor: "",
        productType: "",
        tags: [],
        status: "ACTIVE",
        isPublished: true,
        isGiftCard: false,
        optionNames: ["Title"],
        pictures: [],
        variants: [
          {
            optionValues: ["Default Title"],
            sku: code,
            barcode: null,
            priceMinor: 100,
            compareAtPriceMinor: null,
            unitCostMinor: null,
            weightGrams: 100,
            taxable: true,
            tracked: true,
            requiresShipping: true,
            requiresComponents: false,
            inventoryPolicy: "CONTINUE",
            available: [first],
            pictureSrc: null,
          },
        ],
      });
      this.#found.set(code, variantById(this.shop, product.variantIds[0]!)!);
      this.#apply({ type: "stock", code, units: first });
      return gid("Product", product.id);
    });
  }

  do(event: SourceEvent): void {
    this.#reach(Math.floor(Date.parse(`${event.at.replace(" ", "T")}Z`) / 86_400_000));
    if (event.type === "order") this.#order(event);
    else for (const { code, units } of event.lines) this.#cancel(event.customer, code, units);
    this.appliedLines += event.lines.length;
  }

  /** The days up to this one: what arrives, then what can be sent. */
  #reach(day: number): void {
    if (this.#day === 0) this.#day = day;
    while (this.#day < day) {
      this.#day += 1;
      for (const { code, units } of this.#arrivals.get(this.#day) ?? []) {
        setStock(this.emulator, this.shop, this.#foundOf(code), this.#place(), { delta: units });
        this.#onOrder.set(code, (this.#onOrder.get(code) ?? 0) - units);
        this.#apply({ type: "stock", code, units });
        this.counts.restocks += 1;
      }
      this.#arrivals.delete(this.#day);
      for (const open of this.#open.values()) if (open.dueDay <= this.#day) this.#ship(open);
    }
  }

  #order(event: Extract<SourceEvent, { type: "order" }>): void {
    const placed = placeOrder(this.emulator, this.shop, {
      lines: event.lines.map(({ code, units }) => ({ found: this.#foundOf(code), quantity: units })),
    });
    if (!placed.ok) throw new Error(placed.reason);
    const { order } = placed;
    const open = { order, customer: event.customer, dueDay: this.#day + this.rules.fulfilDays };
    const orderId = gid("Order", order.id);
    this.#open.set(orderId, open);
    const lines = order.lines.map((line, at) => {
      const lineId = gid("LineItem", line.id);
      this.#byLine.set(lineId, { open, at });
      return { lineId, code: event.lines[at]!.code, units: line.quantity };
    });
    this.#apply({ type: "order", orderId, lines });
    this.counts.orders += 1;
    this.counts.orderLines += lines.length;
    for (const { code } of event.lines) this.#reorder(code);
  }

  /** That customer's newest unfulfilled units of the code. */
  #cancel(customer: string, code: string, units: number): void {
    let left = units;
    for (const state of this.ledger.states(code).toReversed()) {
      const known = this.#byLine.get(state.lineId);
      if (left === 0 || known?.open.customer !== customer) continue;
      const taken = Math.min(left, state.waiting + state.allocated);
      const line = known.open.order.lines[known.at]!;
      const edit = { lineItemId: line.id, quantity: line.currentQuantity - taken };
      const done = editOrder(this.emulator, this.shop, known.open.order, [edit]);
      if (!done.ok) throw new Error(done.reason);
      this.#apply({ type: "cancel", orderId: state.orderId, lines: [{ lineId: state.lineId, units: taken }] });
      this.counts.cancelledUnits += taken;
      left -= taken;
    }
    this.counts.notCancelled += left;
  }

  #ship(open: OpenOrder): void {
    const orderId = gid("Order", open.order.id);
    const codes = new Set(open.order.lines.map((line) => line.sku ?? ""));
    const states = [...codes].flatMap((code) => this.ledger.states(code)).filter((state) => state.orderId === orderId);
    const ready = states.filter(({ allocated }) => allocated > 0);
    if (ready.length > 0) {
      const lines = ready.map(({ lineId, allocated }) => ({
        lineItemId: open.order.lines[this.#byLine.get(lineId)!.at]!.id,
        quantity: allocated,
      }));
      const sent = fulfilOrder(this.emulator, this.shop, open.order, lines);
      if (!sent.ok) throw new Error(sent.reason);
      const units = ready.map(({ lineId, allocated }) => ({ lineId, units: allocated }));
      this.#apply({ type: "ship", orderId, lines: units });
      this.counts.shipped += ready.reduce((sum, { allocated }) => sum + allocated, 0);
    }
    if (states.every(({ waiting }) => waiting === 0)) this.#open.delete(orderId);
  }

  #reorder(code: string): void {
    const { below, upTo, days } = this.rules.reorder;
    const coming = this.#onOrder.get(code) ?? 0;
    const position = this.ledger.available(code) + coming;
    if (position >= below) return;
    const units = upTo - position;
    this.#onOrder.set(code, coming + units);
    const on = this.#day + days;
    this.#arrivals.set(on, [...(this.#arrivals.get(on) ?? []), { code, units }]);
  }

  #apply(event: AppliedEvent): void {
    this.ledger.apply(event);
    this.note(event);
  }

  #foundOf(code: string): FoundVariant {
    const found = this.#found.get(code);
    if (!found) throw new Error(`${code} is not in the catalogue`);
    return found;
  }

  #place() {
    return [...this.shop.locations.values()][0]!;
  }
}
