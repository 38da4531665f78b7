import fc from "fast-check";
import { expect, test } from "vitest";
import { rankSuppliers } from "./rank-suppliers.ts";

test.each<[string, string[], [string, number][], string[]]>([
  ["a new preferred one moves the others down", ["a", "b"], [["c", 1]], ["c", "a", "b"]],
  ["the preferred one may step back", ["a", "b"], [["a", 2]], ["b", "a"]],
  [
    "two may change places",
    ["a", "b"],
    [
      ["b", 1],
      ["a", 2],
    ],
    ["b", "a"],
  ],
  ["a rank beyond the last is the last", ["a"], [["b", 9]], ["a", "b"]],
  ["one alone is preferred, whatever it asks for", [], [["a", 3]], ["a"]],
])("%s", (_, present, placed, order) => {
  expect(
    rankSuppliers(
      present,
      placed.map(([supplierId, rank]) => ({ supplierId, rank })),
    ),
  ).toEqual(order);
});

test("nobody is lost, nobody stands twice, and who isn't moved keeps the order", () => {
  const suppliers = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 8 });
  const places = fc.uniqueArray(
    fc.record({ supplierId: fc.constantFrom(..."abcdefgh"), rank: fc.integer({ min: 1, max: 20 }) }),
    { selector: ({ supplierId }) => supplierId },
  );
  fc.assert(
    fc.property(suppliers, places, (present, placed) => {
      const order = rankSuppliers(present, placed);
      const moved = placed.map(({ supplierId }) => supplierId);
      expect([...order].sort()).toEqual([...new Set([...present, ...moved])].sort());
      expect(order.filter((each) => !moved.includes(each))).toEqual(present.filter((each) => !moved.includes(each)));
      // Saying again what is so changes nothing.
      expect(
        rankSuppliers(
          order,
          order.map((supplierId, index) => ({ supplierId, rank: index + 1 })),
        ),
      ).toEqual(order);
    }),
  );
});
