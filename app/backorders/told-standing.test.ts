import { describe, expect, it, test } from "vitest";
import { pageDating } from "../supply/page-dating.ts";
import { type PublishedPromise, spanOf, wasPublished } from "./told-standing.ts";

const calendar = { workingWeekdays: [1, 2, 3, 4, 5], closedDays: [], cutOff: null, timeZone: "UTC", handlingDays: 1 };
const datingAt = (at: number) => pageDating(calendar, at);
const at = (instant: string) => Date.parse(instant);
const window = { from: "2027-03-12", to: "2027-03-16" };
const dated = (from: string): PublishedPromise => ({ from: at(from), segments: [{ units: 12, ...window }] });
const ordered = at("2027-03-01T10:00:00Z");

describe("a window that an order line carries", () => {
  it("counts where the page said so within seven days", () => {
    expect(wasPublished([window], ordered, [dated("2027-02-01T10:00:00Z")], datingAt)).toBe(true);
  });

  it("counts for seven days after the page moved on", () => {
    const moved = (on: string): PublishedPromise => ({ from: at(on), segments: [] });
    const first = dated("2027-02-01T10:00:00Z");
    expect(wasPublished([window], ordered, [first, moved("2027-02-26T10:00:00Z")], datingAt)).toBe(true);
    expect(wasPublished([window], ordered, [first, moved("2027-02-10T10:00:00Z")], datingAt)).toBe(false);
  });

  it("does not count where it was never published, or was only later", () => {
    const other = { from: "2027-03-02", to: "2027-03-03" };
    expect(wasPublished([other], ordered, [dated("2027-02-01T10:00:00Z")], datingAt)).toBe(false);
    expect(wasPublished([window], ordered, [dated("2027-03-02T10:00:00Z")], datingAt)).toBe(false);
    expect(wasPublished([window], ordered, [], datingAt)).toBe(false);
  });

  it("counts where it was published within the order's own second", () => {
    expect(wasPublished([window], ordered, [dated("2027-03-01T10:00:00.640Z")], datingAt)).toBe(true);
  });

  it("may be relative, and is dated as the page did", () => {
    const relative: PublishedPromise = {
      from: at("2027-02-01T10:00:00Z"),
      segments: [{ units: null, inDays: [10, 15], days: "working" }],
    };
    expect(wasPublished([{ from: "2027-03-15", to: "2027-03-22" }], ordered, [relative], datingAt)).toBe(true);
    expect(wasPublished([{ from: "2027-03-16", to: "2027-03-22" }], ordered, [relative], datingAt)).toBe(false);
  });

  it("is cut to the day on which the page showed it", () => {
    const late = at("2027-03-14T10:00:00Z");
    const cut = { from: "2027-03-14", to: "2027-03-16" };
    expect(wasPublished([cut], late, [dated("2027-02-01T10:00:00Z")], datingAt)).toBe(true);
  });

  it("stands whole or not at all: units in stock leave when the page says", () => {
    const now = { from: "2027-03-02", to: "2027-03-02" };
    const published = [dated("2027-02-01T10:00:00Z")];
    expect(wasPublished([now, window], ordered, published, datingAt)).toBe(true);
    expect(wasPublished([now, { from: "2027-03-12", to: "2027-03-13" }], ordered, published, datingAt)).toBe(false);
  });
});

test("a line's windows span from the first day to the last", () => {
  expect(spanOf([window, { from: "2027-03-01", to: "2027-03-02" }])).toEqual({ from: "2027-03-01", to: "2027-03-16" });
  expect(spanOf([])).toBeNull();
});
