import { describe, expect, it } from "vitest";
import { groupOutsideChanges } from "./group-outside-changes.ts";

const at = (minute: number) => ({ seenAt: new Date(Date.UTC(2026, 10, 23, 2, minute)) });
const many = (count: number, minute: number) => Array.from({ length: count }, () => at(minute));

describe("outside changes", () => {
  it("are a person's while they are few", () => {
    expect(groupOutsideChanges(many(10, 0))).toMatchObject({ imports: [], byHand: { length: 10 } });
  });

  it("are an import when there are more than ten within ten minutes", () => {
    const groups = groupOutsideChanges([...many(6, 0), ...many(5, 9)]);
    expect(groups.byHand).toEqual([]);
    expect(groups.imports).toMatchObject([{ at: at(0).seenAt, changes: { length: 11 } }]);
  });

  it("stay one import however long it takes", () => {
    const groups = groupOutsideChanges([...many(11, 0), ...many(1, 9), ...many(3, 18)]);
    expect(groups.imports).toMatchObject([{ changes: { length: 15 } }]);
  });

  it("of a person before an import are not part of it", () => {
    const groups = groupOutsideChanges([at(0), ...many(12, 30)]);
    expect(groups.byHand).toEqual([at(0)]);
    expect(groups.imports).toMatchObject([{ changes: { length: 12 } }]);
  });
});
