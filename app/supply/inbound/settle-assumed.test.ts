import { describe, expect, it } from "vitest";
import { type OpenAssumption, settleAssumed } from "./settle-assumed.ts";

const assumed = (id: string, lineId: string, units: number, because: OpenAssumption["because"] = "rise") => ({
  id,
  lineId,
  units,
  because,
});

describe("a receipt", () => {
  it("is first held against what was assumed of its own line", () => {
    expect(settleAssumed(5, "b", [assumed("1", "a", 5), assumed("2", "b", 5)])).toEqual({
      settled: [{ id: "2", units: 5 }],
      leftUnits: 0,
    });
  });
  it("takes back what was put down to another line of the item", () => {
    expect(settleAssumed(5, "b", [assumed("1", "a", 8)])).toEqual({ settled: [{ id: "1", units: 5 }], leftUnits: 0 });
  });
  it("leaves what a linked shipment brought to another line", () => {
    expect(settleAssumed(5, "b", [assumed("1", "a", 8, "shipment")])).toEqual({ settled: [], leftUnits: 5 });
    expect(settleAssumed(5, "a", [assumed("1", "a", 8, "shipment")]).leftUnits).toBe(0);
  });
  it("beyond what was assumed is stock still to be seen", () => {
    expect(settleAssumed(9, "a", [assumed("1", "a", 4)]).leftUnits).toBe(5);
    expect(settleAssumed(-2, "a", [assumed("1", "a", 4)])).toEqual({ settled: [], leftUnits: 0 });
  });
});
