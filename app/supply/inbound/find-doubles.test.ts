import { describe, expect, it } from "vitest";
import { type DoubleSide, findDoubles } from "./find-doubles.ts";

const side = (id: string, given: Partial<DoubleSide> = {}): DoubleSide => ({
  id,
  inventoryItemId: "lamp",
  locationId: "harbour",
  units: 10,
  expectedOn: "2027-03-12",
  ...given,
});
const pairs = (orders: DoubleSide[], shopify: DoubleSide[]) =>
  findDoubles(orders, shopify).map(({ orderLineId, shopifyLineId }) => `${orderLineId}=${shopifyLineId}`);

describe("two lines", () => {
  it.each<[string, Partial<DoubleSide>, boolean]>([
    ["of the same item, place, units and day are suspected", {}, true],
    ["a little apart in units and days are suspected", { units: 9, expectedOn: "2027-03-20" }, true],
    ["of which one has no day are suspected", { expectedOn: null }, true],
    ["of other items are not", { inventoryItemId: "chair" }, false],
    ["to other places are not", { locationId: "hill" }, false],
    ["far apart in units are not", { units: 13 }, false],
    ["far apart in days are not", { expectedOn: "2027-03-27" }, false],
  ])("%s", (_, given, isSuspected) => {
    expect(pairs([side("po")], [side("ship", given)])).toEqual(isSuspected ? ["po=ship"] : []);
  });
});

it("pairs each line once, with the most alike", () => {
  const orders = [side("po-1", { units: 10 }), side("po-2", { units: 9 })];
  const shipments = [side("s-1", { units: 9 }), side("s-2", { units: 10, expectedOn: "2027-03-14" })];
  expect(pairs(orders, shipments).sort()).toEqual(["po-1=s-2", "po-2=s-1"]);
});
