import { expect, it } from "vitest";
import { compareInbound, type ComparedLine } from "./compare-inbound.ts";

const line = (id: string, given: Partial<ComparedLine> = {}): ComparedLine => ({
  id,
  kind: "shipment",
  name: "#T0001-1",
  inventoryItemId: "lamp",
  locationId: "harbour",
  unreceivedUnits: 5,
  arrivesOn: "2027-03-12",
  purchaseOrderLineId: null,
  ...given,
});

it("says nothing of lines that stayed as they were", () => {
  expect(compareInbound([line("a")], [line("a")])).toEqual({
    fresh: [],
    gone: [],
    moved: [],
    recounted: [],
    received: [],
  });
});

it("tells the new, the gone, the moved and the recounted apart", () => {
  const before = [line("gone"), line("moved"), line("less")];
  const now = [line("moved", { arrivesOn: null }), line("less", { unreceivedUnits: 2 }), line("new")];
  const { fresh, gone, moved, recounted, received } = compareInbound(before, now);
  expect(fresh.map(({ id }) => id)).toEqual(["new"]);
  expect(gone.map(({ id }) => id)).toEqual(["gone"]);
  expect(moved.map((each) => each.now.id)).toEqual(["moved"]);
  expect(recounted.map((each) => each.now.id)).toEqual(["less"]);
  expect(received.map((each) => [each.line.id, each.units])).toEqual([
    ["gone", 5],
    ["less", 3],
  ]);
});

it("takes what left a transfer's line for shipped, not for received, and a larger shipment for no receipt", () => {
  expect(compareInbound([line("a", { kind: "transfer" })], []).received).toEqual([]);
  expect(compareInbound([line("a")], [line("a", { unreceivedUnits: 8 })]).received).toEqual([]);
});
