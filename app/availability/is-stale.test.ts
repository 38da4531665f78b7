import { describe, expect, it } from "vitest";
import { gid } from "../ids.ts";
import { isStale } from "./is-stale.ts";

const locationId = gid("Location", 1);
const level = (updatedAt: string, available = 0) => ({ locationId, available, committed: 0, updatedAt });
const hintedAt = new Date("2026-11-23T10:00:05.400Z");
const soon = new Date("2026-11-23T10:00:06Z");
const longAgo = "2026-11-01T00:00:00Z";
const thatSecond = "2026-11-23T10:00:05Z";

describe("a read", () => {
  it("lags while nothing of the item is as young as the hint", () => {
    const read = { itemUpdatedAt: longAgo, levels: [level("2026-11-23T10:00:01Z")] };
    expect(isStale(read, [], hintedAt, soon)).toBe(true);
  });

  it("is believed when it shows something new of that very second", () => {
    const read = { itemUpdatedAt: longAgo, levels: [level(thatSecond, 3)] };
    expect(isStale(read, [{ locationId, available: 4 }], hintedAt, soon)).toBe(false);
  });

  it("is doubted for a while when it shows nothing new of that very second", () => {
    const read = { itemUpdatedAt: longAgo, levels: [level(thatSecond, 3)] };
    const last = [{ locationId, available: 3 }];
    expect(isStale(read, last, hintedAt, soon)).toBe(true);
    expect(isStale(read, last, hintedAt, new Date("2026-11-23T10:00:09Z"))).toBe(false);
  });

  it("is fresh when it is younger than the hint", () => {
    const read = { itemUpdatedAt: longAgo, levels: [level("2026-11-23T10:00:06Z", 3)] };
    expect(isStale(read, [{ locationId, available: 3 }], hintedAt, soon)).toBe(false);
  });

  it("is fresh when the item itself is what changed", () => {
    const read = { itemUpdatedAt: thatSecond, levels: [level(longAgo)] };
    expect(isStale(read, undefined, hintedAt, soon)).toBe(false);
  });

  it("is not doubted for long: a disconnected level never catches up", () => {
    const read = { itemUpdatedAt: longAgo, levels: [] };
    expect(isStale(read, [], hintedAt, new Date("2026-11-23T10:00:16Z"))).toBe(false);
  });
});
