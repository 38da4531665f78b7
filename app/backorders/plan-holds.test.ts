import { describe, expect, it } from "vitest";
import { gid } from "../ids.ts";
import type { FulfillmentOrder } from "./holds-port.ts";
import { planHolds } from "./plan-holds.ts";

const order = (id: string, units: Record<string, number>, rest: Partial<FulfillmentOrder> = {}): FulfillmentOrder => ({
  id,
  status: "OPEN",
  locationId: null,
  lines: Object.entries(units).map(([lineId, remainingUnits]) => ({ id: `${id}/${lineId}`, lineId, remainingUnits })),
  ownHoldIds: [],
  hasOtherHolds: false,
  ...rest,
});
const held = (id: string, units: Record<string, number>) =>
  order(id, units, { status: "ON_HOLD", ownHoldIds: [`${id}-hold`] });
const owed = (units: Record<string, number>) =>
  Object.entries(units).map(([lineId, count]) => ({ lineId, locationId: "", units: count }));

describe("the plan of holds", () => {
  it("holds what is owed of a fulfilment order, and all of it where all is owed", () => {
    expect(planHolds([order("f", { a: 3, b: 1 })], owed({ a: 2, b: 0 }), "ship-ready-first")).toEqual([
      { do: "hold", fulfillmentOrderId: "f", lines: [{ id: "f/a", units: 2 }] },
    ]);
    expect(planHolds([order("f", { a: 3, b: 1 })], owed({ a: 3, b: 1 }), "ship-ready-first")).toEqual([
      { do: "hold", fulfillmentOrderId: "f", lines: null },
    ]);
  });

  it("releases a hold that covers more than is owed, before it holds the rest again", () => {
    expect(planHolds([held("f", { a: 3 })], owed({ a: 2 }), "ship-ready-first")).toEqual([
      { do: "release", fulfillmentOrderId: "f", holdIds: ["f-hold"] },
    ]);
  });

  it("holds more beside what is held where more is owed", () => {
    expect(planHolds([held("f", { a: 2 }), order("g", { a: 2 })], owed({ a: 3 }), "ship-ready-first")).toEqual([
      { do: "hold", fulfillmentOrderId: "g", lines: [{ id: "g/a", units: 1 }] },
    ]);
  });

  it("has nothing to do where the holds are what is owed", () => {
    expect(planHolds([held("f", { a: 2 }), order("g", { a: 1 })], owed({ a: 2 }), "ship-ready-first")).toEqual([]);
    expect(planHolds([held("f", { a: 2 })], owed({ a: 2 }), "ship-together")).toEqual([]);
  });

  it("holds everything while anything is owed, where orders are sent whole", () => {
    expect(planHolds([order("f", { a: 1 }), order("g", { b: 1 })], owed({ a: 1, b: 0 }), "ship-together")).toEqual([
      { do: "hold", fulfillmentOrderId: "f", lines: null },
      { do: "hold", fulfillmentOrderId: "g", lines: null },
    ]);
  });

  it("releases our holds, and only ours, where nothing is owed or nothing is to be held", () => {
    const stranger = order("g", { b: 1 }, { status: "ON_HOLD", hasOtherHolds: true });
    const release = [{ do: "release", fulfillmentOrderId: "f", holdIds: ["f-hold"] }];
    expect(planHolds([held("f", { a: 1 }), stranger], owed({ a: 0 }), "ship-together")).toEqual(release);
    expect(planHolds([held("f", { a: 1 }), stranger], owed({ a: 1 }), "none")).toEqual(release);
  });

  it("leaves alone what the warehouse works on, and what others hold", () => {
    const busy = order("f", { a: 1 }, { status: "IN_PROGRESS" });
    const stranger = order("g", { a: 1 }, { status: "ON_HOLD", hasOtherHolds: true });
    expect(planHolds([busy, stranger], owed({ a: 2 }), "ship-ready-first")).toEqual([]);
  });

  it("counts at each location what is owed there", () => {
    const here = order("f", { a: 2 }, { locationId: gid("Location", 1) });
    const there = order("g", { a: 2 }, { locationId: gid("Location", 2) });
    const units = [
      { lineId: "a", locationId: "gid://shopify/Location/1", units: 0 },
      { lineId: "a", locationId: "gid://shopify/Location/2", units: 1 },
    ];
    expect(planHolds([here, there], units, "ship-ready-first")).toEqual([
      { do: "hold", fulfillmentOrderId: "g", lines: [{ id: "g/a", units: 1 }] },
    ]);
  });
});
