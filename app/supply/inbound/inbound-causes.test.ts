import { expect, it } from "vitest";
import { compareInbound, type ComparedLine } from "./compare-inbound.ts";
import { inboundCauses } from "./inbound-causes.ts";

const line = (id: string, given: Partial<ComparedLine> = {}): ComparedLine => ({
  id,
  kind: "shipment",
  name: "#T0001-1",
  inventoryItemId: `item of ${id}`,
  locationId: "harbour",
  unreceivedUnits: 5,
  arrivesOn: "2027-03-12",
  purchaseOrderLineId: null,
  ...given,
});
const causes = (before: ComparedLine[], now: ComparedLine[]) => inboundCauses(compareInbound(before, now));

it("makes one cause of all the lines of a shipment that moved together", () => {
  const moved = { arrivesOn: "2027-03-20" };
  const other = line("c", { name: "#T0002-1" });
  expect(causes([line("a"), line("b"), other], [line("a", moved), line("b", moved), { ...other, ...moved }])).toEqual([
    {
      itemIds: ["item of a", "item of b"],
      cause: { code: "line-moved", lineId: "a", name: "#T0001-1", from: "2027-03-12", to: "2027-03-20", reason: "" },
    },
    { itemIds: ["item of c"], cause: expect.objectContaining({ name: "#T0002-1" }) as unknown },
  ]);
});

it("says of each line how many of it came", () => {
  expect(causes([line("a"), line("b")], [line("a", { unreceivedUnits: 2 })]).map(({ cause }) => cause)).toEqual([
    { code: "received", lineId: "b", name: "#T0001-1", units: 5 },
    { code: "received", lineId: "a", name: "#T0001-1", units: 3 },
  ]);
});

it("tells a new line and a cancelled transfer apart from what came", () => {
  expect(causes([line("a", { kind: "transfer" })], [line("b")]).map(({ cause }) => cause.code)).toEqual([
    "ordered",
    "units-changed",
  ]);
});
