import { expect, test } from "vitest";
import { decideAvailability } from "./decide-availability.ts";
import { decisionInput } from "./decision-input.arbitraries.ts";
import { type ArrivoMetafield, readMetafield, writeMetafield } from "./metafield.ts";

const contract: ArrivoMetafield = {
  v: 1,
  state: "backorder",
  policy: "CONTINUE",
  own: "DENY",
  seen: -3,
  segments: [
    { units: 12, from: "2027-03-12", to: "2027-03-16" },
    { units: null, inDays: [10, 15], days: "working" },
  ],
  left: 12,
  message: "default",
  on: "2026-11-23",
};

test("reads the contract, parsed or as text", () => {
  expect(readMetafield(contract)).toEqual({ ok: true, metafield: contract });
  expect(readMetafield(JSON.stringify(contract))).toEqual({ ok: true, metafield: contract });
});

test("what it writes it reads back", () => {
  const decided = decideAvailability(decisionInput(1, { bufferUnits: 2 })).metafield;
  expect(decided).not.toBeNull();
  if (decided !== null) expect(readMetafield(writeMetafield(decided))).toEqual({ ok: true, metafield: decided });
});

test("ignores the keys of later times", () => {
  expect(readMetafield({ ...contract, markets: { it: 1 }, reason: "x" })).toEqual({ ok: true, metafield: contract });
});

test.each([
  ["absent", null],
  ["absent", undefined],
  ["absent", ""],
  ["newer", { ...contract, v: 2 }],
  ["newer", { v: 7 }],
  ["malformed", "{"],
  ["malformed", "null"],
  ["malformed", 3],
  ["malformed", []],
  ["malformed", { ...contract, v: "1" }],
  ["malformed", { ...contract, seen: "3" }],
  ["malformed", { ...contract, own: "deny" }],
  ["malformed", { ...contract, on: "2027-02-30" }],
  ["malformed", { ...contract, segments: [{ units: 3, from: "2027-03-16", to: "2027-03-12" }] }],
  ["malformed", { ...contract, segments: [{ units: 0, from: "2027-03-12", to: "2027-03-16" }] }],
  ["malformed", { ...contract, segments: [{ units: null, inDays: [5, 3], days: "working" }] }],
])("%s: %j", (reason, value) => {
  expect(readMetafield(value)).toEqual({ ok: false, reason });
});
