import { describe, expect, it } from "vitest";
import { gid } from "../ids.ts";
import { isStale } from "./is-stale.ts";

const level = (updatedAt: string) => ({
  locationId: gid("Location", 1),
  available: 0,
  committed: 0,
  incoming: 0,
  updatedAt,
});
const hintedAt = new Date("2026-11-23T10:00:05.400Z");
const soon = new Date("2026-11-23T10:00:06Z");

describe("a read", () => {
  it("lags while nothing of the item is as young as the hint", () => {
    const read = { itemUpdatedAt: "2026-11-01T00:00:00Z", levels: [level("2026-11-23T10:00:01Z")] };
    expect(isStale(read, hintedAt, soon)).toBe(true);
  });

  it("is compared to the second, as Shopify tells instants", () => {
    const read = { itemUpdatedAt: "2026-11-01T00:00:00Z", levels: [level("2026-11-23T10:00:05Z")] };
    expect(isStale(read, hintedAt, soon)).toBe(false);
  });

  it("is fresh when the item itself is what changed", () => {
    const read = { itemUpdatedAt: "2026-11-23T10:00:05Z", levels: [level("2026-11-01T00:00:00Z")] };
    expect(isStale(read, hintedAt, soon)).toBe(false);
  });

  it("is not doubted for long: a disconnected level never catches up", () => {
    const read = { itemUpdatedAt: "2026-11-01T00:00:00Z", levels: [] };
    expect(isStale(read, hintedAt, new Date("2026-11-23T10:00:16Z"))).toBe(false);
  });
});
