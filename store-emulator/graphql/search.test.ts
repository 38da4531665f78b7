import { expect, test } from "vitest";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "./search.ts";

type Thing = { id: number; tags: string[]; title: string; updatedAt: number };

const filters: Filters<Thing> = {
  fields: {
    id: byNumber((thing) => thing.id),
    tag: byWord((thing) => thing.tags),
    updated_at: byInstant((thing) => thing.updatedAt),
  },
  text: (thing, word) => thing.title.toLowerCase().includes(word),
};

const noon = Date.parse("2026-11-23T12:00:00Z");
const things: Thing[] = [
  { id: 1, tags: ["new in"], title: "Harbour Mug", updatedAt: noon },
  { id: 2, tags: ["sale"], title: "Harbour Bowl", updatedAt: noon + 60_000 },
  { id: 3, tags: [], title: "Lamp", updatedAt: noon + 120_000 },
];

const found = (query: string | null) => things.filter(compileSearch(query, filters)).map((thing) => thing.id);

test.each([
  [null, [1, 2, 3]],
  ["", [1, 2, 3]],
  ["harbour", [1, 2]],
  ["id:2", [2]],
  ["id:gid://shopify/Product/2", [2]],
  ["id:1 OR id:3", [1, 3]],
  ["harbour AND -tag:sale", [1]],
  ["NOT (id:1 OR id:2)", [3]],
  ["tag:'new in'", [1]],
  ['tag:"new in" harbour', [1]],
  ["updated_at:>'2026-11-23T12:00:00Z'", [2, 3]],
  ["updated_at:>=2026-11-23T12:01:00Z updated_at:<2026-11-23T12:02:00Z", [2]],
  ["tag:sa*", [2]],
])("%s", (query, ids) => {
  expect(found(query)).toEqual(ids);
});

test.each([["colour:red"], ["(id:1"], ["updated_at:>soon"], ["id:1 OR"]])("refuses %s", (query) => {
  expect(() => found(query)).toThrow();
});
