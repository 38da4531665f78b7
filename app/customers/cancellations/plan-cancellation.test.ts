import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderToCancel } from "./cancellation-port.ts";
import { planCancellation } from "./plan-cancellation.ts";

const line = (lineId: string, currentUnits: number, unfulfilledUnits = currentUnits, requiresShipping = true) => ({
  lineId,
  currentUnits,
  unfulfilledUnits,
  requiresShipping,
});
const order = (lines: OrderToCancel["lines"], rest: Partial<OrderToCancel> = {}): OrderToCancel => ({
  orderId: "o",
  isCancelled: false,
  isPaid: true,
  packedUnits: new Map(),
  lines,
  ...rest,
});
const none = new Map<string, number>();

describe("what is cancelled", () => {
  it("is refunded where it was paid, and edited out where it was not", () => {
    const lines = [line("a", 3), line("b", 1)];
    const asked = [{ lineId: "a", units: 2 }];
    expect(planCancellation(asked, order(lines), none)).toEqual({
      ok: true,
      way: "refund",
      lines: asked,
      withShipping: false,
    });
    expect(planCancellation(asked, order(lines, { isPaid: false }), none)).toMatchObject({ way: "edit" });
  });

  it("is the whole order where nothing would be left and nothing was sent", () => {
    const asked = [{ lineId: "a", units: 3 }];
    expect(planCancellation(asked, order([line("a", 3)]), none)).toMatchObject({ way: "cancel-order" });
    expect(planCancellation(asked, order([line("a", 3), line("gone", 0)]), none)).toMatchObject({
      way: "cancel-order",
    });
    expect(planCancellation([{ lineId: "a", units: 2 }], order([line("a", 3, 2)]), none)).toMatchObject({
      way: "refund",
      withShipping: false,
    });
  });

  it("gives shipping back where nothing that ships is left", () => {
    const asked = [{ lineId: "a", units: 1 }];
    expect(planCancellation(asked, order([line("a", 1), line("card", 1, 1, false)]), none)).toMatchObject({
      way: "refund",
      withShipping: true,
    });
  });

  it("is never what stock is assigned to, or what is being packed", () => {
    const asked = [{ lineId: "a", units: 3 }];
    expect(planCancellation(asked, order([line("a", 3)]), new Map([["a", 1]]))).toMatchObject({
      way: "refund",
      lines: [{ lineId: "a", units: 2 }],
    });
    expect(planCancellation(asked, order([line("a", 3)], { packedUnits: new Map([["a", 3]]) }), none)).toEqual({
      ok: false,
      reason: "taken",
    });
    expect(planCancellation(asked, order([line("a", 3, 0)]), none)).toEqual({ ok: false, reason: "taken" });
    expect(planCancellation(asked, order([line("a", 3)], { isCancelled: true }), none)).toEqual({
      ok: false,
      reason: "cancelled",
    });
  });

  it("is no more than is free and no more than was asked, whatever the order", () => {
    const lines = fc.array(
      fc.record({ current: fc.nat(6), sent: fc.nat(6), allocated: fc.nat(6), packed: fc.nat(6), asked: fc.nat(8) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(lines, fc.boolean(), (given, isPaid) => {
        const read = given.map(({ current, sent }, index) => line(`${index}`, current, Math.max(0, current - sent)));
        const packedUnits = new Map(given.map(({ packed }, index) => [`${index}`, packed]));
        const allocated = new Map(given.map((each, index) => [`${index}`, each.allocated]));
        const asked = given.map(({ asked: units }, index) => ({ lineId: `${index}`, units }));
        const plan = planCancellation(asked, order(read, { isPaid, packedUnits }), allocated);
        const free = given.map((each, index) =>
          Math.min(each.asked, Math.max(0, read[index]!.unfulfilledUnits - Math.max(each.allocated, each.packed))),
        );
        if (!plan.ok) return free.every((units) => units === 0);
        const planned = given.map((_, index) => plan.lines.find(({ lineId }) => lineId === `${index}`)?.units ?? 0);
        expect(planned).toEqual(free);
        const isAll = read.every(({ currentUnits }, index) => currentUnits === planned[index]);
        return (plan.way === "cancel-order") === isAll;
      }),
    );
  });
});
