import { describe, expect, it } from "vitest";
import { proposeMoves } from "./propose-moves.ts";

const line = (lineId: string, locationId: string, remaining: number, allocated = 0) => ({
  lineId,
  orderId: `order of ${lineId}`,
  places: [{ locationId, remaining, allocated }],
});
const said = (queue: ReturnType<typeof line>[], stock: Record<string, number>) =>
  proposeMoves(
    queue,
    Object.entries(stock).map(([locationId, units]) => ({ locationId, units })),
  ).map(({ lineId, fromLocationId, toLocationId, units }) => `${lineId}: ${units} ${fromLocationId}>${toLocationId}`);

describe("proposeMoves", () => {
  it("offers what another location has to whoever waits longest", () =>
    expect(said([line("a", "1", 2), line("b", "1", 3)], { "1": 0, "2": 4 })).toEqual(["a: 2 1>2", "b: 2 1>2"]));

  it("offers nothing where nothing is free, or the line's own location has it", () => {
    expect(said([line("a", "1", 2)], { "1": 5, "2": -3 })).toEqual([]);
    expect(said([line("a", "1", 2, 2)], { "2": 5 })).toEqual([]);
    expect(said([], { "2": 5 })).toEqual([]);
  });

  it("takes one location that has it all before two that share", () => {
    expect(said([line("a", "1", 3)], { "2": 2, "3": 3 })).toEqual(["a: 3 1>3"]);
    expect(said([line("a", "1", 4)], { "2": 2, "3": 3 })).toEqual(["a: 3 1>3", "a: 1 1>2"]);
  });

  it("moves nothing of which nobody knows where it lies", () =>
    expect(said([line("a", "", 2)], { "2": 5 })).toEqual([]));

  it("leaves to each location what its own line is short of by no more than it has", () =>
    expect(said([line("a", "1", 4, 1)], { "2": 2 })).toEqual(["a: 2 1>2"]));
});
