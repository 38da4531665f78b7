import { describe, expect, test } from "vitest";
import type { LineUnits } from "./line-units.ts";
import {
  allowedMoves,
  isUnderWay,
  type OrderMove,
  type OrderStatus,
  receivable,
  standingOf,
  statusByUnits,
} from "./purchase-order-status.ts";

const units = (orderedUnits: number, receivedUnits: number, closedUnits = 0): LineUnits => ({
  orderedUnits,
  receivedUnits,
  closedUnits,
});
const order = (status: OrderStatus, lines: LineUnits[], isClosed = false, isConfirmed = false) => ({
  status,
  confirmedOn: isConfirmed ? "2027-01-02" : null,
  closedOn: isClosed ? "2027-01-05" : null,
  lines,
});

describe("an order", () => {
  test.each<[string, ReturnType<typeof order>, OrderMove[], ReturnType<typeof receivable>]>([
    ["draft", order("draft", [units(5, 0)]), ["order", "cancel"], { ok: false, reason: "not-ordered" }],
    ["ordered", order("ordered", [units(5, 0)]), ["confirm", "cancel"], { ok: true }],
    ["confirmed", order("confirmed", [units(5, 0)], false, true), ["cancel"], { ok: true }],
    ["partly-received", order("partly-received", [units(5, 2)]), ["confirm", "cancel"], { ok: true }],
    ["partly-received", order("partly-received", [units(5, 2)], false, true), ["cancel"], { ok: true }],
    [
      "rest-cancelled",
      order("partly-received", [units(5, 2, 3)], true),
      ["reopen"],
      { ok: false, reason: "cancelled" },
    ],
    ["received", order("received", [units(5, 5)], true), [], { ok: true }],
    ["received-short", order("received", [units(5, 4, 1)], true), ["reopen"], { ok: true }],
    ["cancelled", order("cancelled", [units(5, 0)], true), ["reopen"], { ok: false, reason: "cancelled" }],
  ])("that is %s may be moved so, and no other way", (standing, given, moves, receiving) => {
    expect(standingOf(given)).toBe(standing);
    expect(allowedMoves(given)).toEqual(moves);
    expect(receivable(given)).toEqual(receiving);
    expect(isUnderWay(given)).toBe(["ordered", "confirmed", "partly-received"].includes(standing));
  });
});

test("the units say where an order stands", () => {
  expect(statusByUnits([units(5, 0), units(2, 0)], null)).toBe("ordered");
  expect(statusByUnits([units(5, 0)], "2027-01-02")).toBe("confirmed");
  expect(statusByUnits([units(5, 5), units(2, 0)], null)).toBe("partly-received");
  expect(statusByUnits([units(5, 7), units(2, 1, 1)], null)).toBe("received");
  expect(statusByUnits([units(5, 0, 5)], null)).toBe("cancelled");
});
