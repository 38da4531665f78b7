import { describe, expect, it } from "vitest";
import { gid } from "../ids.ts";
import type { ShipWindow } from "../supply/day.ts";
import { compareQueues, placesOf } from "./compare-queues.ts";
import type { DatedLine } from "./date-queue.ts";
import type { WaitingLine } from "./waiting-line.ts";

const early: ShipWindow = { from: "2030-03-01", to: "2030-03-05" };
const late: ShipWindow = { from: "2030-04-01", to: "2030-04-05" };

function line(lineId: string, window: ShipWindow | null, change: { allocated?: number; givenTo?: string | null } = {}) {
  const { allocated = 0, givenTo = null } = change;
  const waiting: WaitingLine = {
    lineId,
    orderId: `order of ${lineId}`,
    variantId: null,
    inventoryItemId: gid("InventoryItem", 1),
    units: 1,
    placedAt: 0,
    toldWindow: null,
    isPriority: false,
    override: null,
    places: [{ locationId: "", remaining: 1, allocated, held: 0 }],
    isAdopted: false,
    firmUnits: 0,
    readAt: null,
    isUnreadable: false,
    promise: {
      toldFrom: null,
      toldTo: null,
      toldStanding: "none",
      computedFrom: null,
      computedTo: null,
      givenFrom: givenTo,
      givenTo,
      parts: [],
      isReady: false,
      isDelayedAtBirth: false,
      reportId: null,
    },
  };
  return { line: waiting, parts: [], window, isReady: false } satisfies DatedLine<WaitingLine>;
}

const said = (moves: ReturnType<typeof compareQueues>) =>
  moves.map(({ lineId, before, after, breaksPromise }) =>
    [lineId, before.place, after.place, breaksPromise ? "breaks" : "keeps"].join(" "),
  );

describe("compareQueues", () => {
  it("finds nobody where nothing changes", () =>
    expect(compareQueues([line("a", early), line("b", late)], [line("a", early), line("b", late)])).toEqual([]));

  it("names those whose date moves before those who only change places", () =>
    expect(
      said(
        compareQueues(
          [line("a", early), line("b", early), line("c", late)],
          [line("c", early), line("a", early), line("b", late)],
        ),
      ),
    ).toEqual(["c 3 1 keeps", "b 2 3 keeps", "a 1 2 keeps"]));

  it("says whose promise would be missed that was not before", () => {
    const given = { givenTo: "2030-03-10" };
    expect(
      said(compareQueues([line("a", early, given), line("b", late)], [line("b", early), line("a", late, given)])),
    ).toEqual(["b 2 1 keeps", "a 1 2 breaks"]);
    expect(
      said(compareQueues([line("a", early, given), line("b", late)], [line("b", early), line("a", null, given)])),
    ).toContain("a 1 2 breaks");
    const missed = { givenTo: "2030-02-01" };
    expect(
      said(compareQueues([line("a", early, missed), line("b", late)], [line("b", early), line("a", late, missed)])),
    ).toEqual(["b 2 1 keeps", "a 1 2 keeps"]);
  });

  it("counts no place for who has stock", () => {
    const places = placesOf([line("a", early, { allocated: 1 }), line("b", early), line("c", late)]);
    expect([...places].map(([lineId, { place }]) => [lineId, place])).toEqual([
      ["a", null],
      ["b", 1],
      ["c", 2],
    ]);
  });
});
