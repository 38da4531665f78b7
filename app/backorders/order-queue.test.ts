import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderQueue, type PlacedLine } from "./order-queue.ts";

interface Line extends PlacedLine {
  units: number;
}
const line = (lineId: string, rest: Partial<Line> = {}): Line => ({
  lineId,
  units: 1,
  givenTo: null,
  isPriority: false,
  override: null,
  ...rest,
});
/** Three units come each day, from the first of May on: the day on which a line's last unit is there. */
const threeADay = (queue: readonly Line[]) => {
  let units = 0;
  return queue.map((each) => {
    units += each.units;
    const day = `2027-05-${String(Math.ceil(units / 3)).padStart(2, "0")}`;
    return { from: day, to: day };
  });
};
const ids = (queue: readonly Line[]) => queue.map(({ lineId }) => lineId).join(" ");

describe("the order of a queue", () => {
  it("is that in which its lines count, where nothing else is said", () => {
    expect(ids(orderQueue([line("a"), line("b"), line("c")], threeADay))).toBe("a b c");
  });

  it("puts a line with priority first where nobody was given a date", () => {
    expect(ids(orderQueue([line("a"), line("b"), line("vip", { isPriority: true })], threeADay))).toBe("vip a b");
  });

  it("leaves it where a given promise would be pushed past its last day", () => {
    const promised = line("a", { units: 3, givenTo: "2027-05-01" });
    expect(ids(orderQueue([promised, line("vip", { isPriority: true })], threeADay))).toBe("a vip");
  });

  it("lets it pass those whose promise it does not break", () => {
    const patient = line("a", { units: 3, givenTo: "2027-05-09" });
    expect(ids(orderQueue([patient, line("vip", { isPriority: true })], threeADay))).toBe("vip a");
  });

  it("keeps the order among those with priority", () => {
    const queue = [line("a"), line("v1", { isPriority: true }), line("b"), line("v2", { isPriority: true })];
    expect(ids(orderQueue(queue, threeADay))).toBe("v1 v2 a b");
  });

  it("obeys a person before anything else", () => {
    const queue = [line("a"), line("vip", { isPriority: true }), line("b", { override: "first" })];
    expect(ids(orderQueue(queue, threeADay))).toBe("b vip a");
    expect(ids(orderQueue([line("a", { override: "last" }), line("b")], threeADay))).toBe("b a");
  });

  it("loses nobody and breaks no promise, whoever has priority", () => {
    const lines = fc.array(
      fc.record({
        units: fc.integer({ min: 1, max: 5 }),
        isPriority: fc.boolean(),
        slack: fc.integer({ min: -2, max: 4 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (wishes) => {
        const bare = wishes.map(({ units, isPriority }, index) => line(`l${index}`, { units, isPriority }));
        const usual = threeADay(bare);
        const base = bare.map((each, index) => {
          const day = Number(usual[index]!.to.slice(-2)) + wishes[index]!.slack;
          return { ...each, givenTo: day < 1 ? null : `2027-05-${String(day).padStart(2, "0")}` };
        });
        const before = threeADay(base);
        const queue = orderQueue(base, threeADay);
        const after = threeADay(queue);
        expect(queue.map(({ lineId }) => lineId).sort()).toEqual(base.map(({ lineId }) => lineId).sort());
        for (const [index, { givenTo, lineId }] of base.entries()) {
          if (givenTo === null) continue;
          const is = after[queue.findIndex((each) => each.lineId === lineId)]!.to;
          expect(is <= givenTo || is <= before[index]!.to).toBe(true);
        }
      }),
    );
  });
});
