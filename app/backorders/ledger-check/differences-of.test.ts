import { describe, expect, it } from "vitest";
import { gid } from "../../ids.ts";
import { type CountedPlace, differencesOf, figuresOf } from "./differences-of.ts";

const place = (figures: Partial<CountedPlace>): CountedPlace => ({
  inventoryItemId: gid("InventoryItem", 1),
  locationId: gid("Location", 1),
  availableUnits: -3,
  committedUnits: 5,
  ledgerUnits: 5,
  unreadableUnits: 0,
  tillUnits: 0,
  ...figures,
});
const read = { wereRead: true, areAllReadable: false };
const unread = { wereRead: false, areAllReadable: false };

describe("differencesOf", () => {
  it("finds none where what is committed is what somebody waits for", () =>
    expect(differencesOf(place({}), unread)).toEqual([]));

  it("takes units that no order explains for a missed webhook until the orders were read again", () => {
    const more = place({ committedUnits: 7, availableUnits: 0 });
    expect(differencesOf(more, unread)).toEqual([{ cause: "missed-webhook", units: 2 }]);
    expect(differencesOf(more, read)).toEqual([{ cause: "too-old", units: 2 }]);
    expect(differencesOf(more, { wereRead: true, areAllReadable: true })).toEqual([{ cause: "draft-order", units: 2 }]);
  });

  it("tells orders we can't read any more from those we missed to hear of", () => {
    const less = place({ committedUnits: 1, availableUnits: 0, unreadableUnits: 3 });
    expect(differencesOf(less, read)).toEqual([
      { cause: "unreadable", units: 3 },
      { cause: "missed-webhook", units: 1 },
    ]);
  });

  it("tells what was sold at the till from stock that a person made negative", () => {
    const below = place({ availableUnits: -9, tillUnits: 3 });
    expect(differencesOf(below, read)).toEqual([
      { cause: "sold-at-till", units: 3 },
      { cause: "stock-by-hand", units: 1 },
    ]);
  });

  it("knows figures again, and that they are others", () => {
    expect(figuresOf(place({}))).toBe(figuresOf(place({ availableUnits: 4 })));
    expect(figuresOf(place({}))).not.toBe(figuresOf(place({ ledgerUnits: 4 })));
    expect(figuresOf(place({}))).not.toBe(figuresOf(place({ availableUnits: -6 })));
  });
});
