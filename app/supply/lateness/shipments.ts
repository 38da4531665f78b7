import type { Delivery } from "./delivery.ts";

/** Lines of one supplier that were due on one day and came on one day: one lorry, one piece of news. */
export interface Shipment {
  supplierId: string;
  dueOn: number;
  receivedOn: number;
  daysLate: number;
  isFreak: boolean;
  /** Parts of lines counted as such. */
  lineCount: number;
  /** Lines by variant; those of no known variant are not in it. */
  linesOf: ReadonlyMap<string, number>;
  /**
   * Ten lines on one lorry say more than one line and less than ten lorries: the square root, a middle between counting
   * lines and counting lorries.
   */
  weight: number;
}

/** The deliveries as shipments, the least late first. */
export function shipmentsOf(deliveries: readonly Delivery[]): Shipment[] {
  const found = new Map<string, { first: Delivery; lineCount: number; linesOf: Map<string, number> }>();
  for (const delivery of deliveries) {
    const { supplierId, variantId, dueOn, receivedOn } = delivery;
    const key = `${dueOn} ${receivedOn} ${delivery.daysLate} ${supplierId}`;
    const known = found.get(key) ?? { first: delivery, lineCount: 0, linesOf: new Map<string, number>() };
    const share = delivery.share ?? 1;
    known.lineCount += share;
    if (variantId !== null) known.linesOf.set(variantId, (known.linesOf.get(variantId) ?? 0) + share);
    found.set(key, known);
  }
  return [...found]
    .map(([key, { first, lineCount, linesOf }]) => ({ key, first, lineCount, linesOf }))
    .sort((one, other) => one.first.daysLate - other.first.daysLate || (one.key < other.key ? -1 : 1))
    .map(({ first: { supplierId, dueOn, receivedOn, daysLate, isFreak = false }, lineCount, linesOf }) => ({
      supplierId,
      dueOn,
      receivedOn,
      daysLate,
      isFreak,
      lineCount,
      linesOf,
      weight: isFreak ? 0 : Math.sqrt(lineCount),
    }));
}
