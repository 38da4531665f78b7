import { describe, expect, it } from "vitest";
import { foldCauses, type NotedCause } from "./fold-causes.ts";

const a = { from: "2026-12-01", to: "2026-12-03" };
const b = { from: "2026-12-21", to: "2026-12-23" };
const c = { from: "2027-01-11", to: "2027-01-13" };
const cause = (
  kind: NotedCause["kind"],
  details: NotedCause["details"],
  rest: Partial<NotedCause> = {},
): NotedCause => ({
  kind,
  lineId: "line",
  details: { units: 5, ...details },
  caseId: null,
  ...rest,
});
const none = new Set<string>();

describe("what one mail says of a line", () => {
  it("is one move, from what the customer knows to what holds now", () => {
    const told = foldCauses(
      [cause("delayed", { before: a, after: b }), cause("delayed", { before: b, after: c })],
      none,
    );
    expect(told).toMatchObject({ kind: "delayed", lines: [{ move: { kind: "delayed", before: a, after: c } }] });
  });

  it("is nothing where the date came back, and good news where it came back by more", () => {
    expect(
      foldCauses([cause("delayed", { before: b, after: c }), cause("earlier", { before: c, after: b })], none),
    ).toBeNull();
    expect(
      foldCauses([cause("delayed", { before: b, after: c }), cause("earlier", { before: c, after: a })], none),
    ).toMatchObject({
      kind: "earlier",
      lines: [{ move: { before: b, after: a } }],
    });
  });

  it("of an order just placed is its newest date, with none before", () => {
    expect(foldCauses([cause("placed", { after: a }), cause("delayed", { before: a, after: b })], none)).toMatchObject({
      kind: "placed",
      lines: [{ move: { kind: "placed", before: null, after: b } }],
    });
  });

  it("is no date once all of it is here, shipped or cancelled", () => {
    const late = cause("delayed", { before: a, after: b });
    expect(foldCauses([late, cause("ready", {})], none)).toMatchObject({
      kind: "ready",
      lines: [{ move: null, isReady: true }],
    });
    expect(foldCauses([late, cause("ready", {}), cause("shipped", { isLast: true })], none)).toMatchObject({
      kind: "shipped",
      lines: [{ move: null, isReady: false, shippedUnits: 5 }],
    });
    expect(foldCauses([late, cause("cancelled", { units: 2, isLast: false })], none)).toMatchObject({
      kind: "cancelled",
      lines: [{ cancelledUnits: 2, move: { after: b } }],
    });
  });
});

describe("a question", () => {
  const asked = cause("keep-or-cancel", { before: a, after: b }, { caseId: "case" });

  it("is asked while its case is open, and weighs most", () => {
    const told = foldCauses([asked, cause("shipped", { units: 1 }, { lineId: "other" })], new Set(["case"]));
    expect(told).toMatchObject({
      kind: "keep-or-cancel",
      caseId: "case",
      lines: [{ lineId: "line" }, { lineId: "other" }],
    });
  });

  it("is only news once it was answered", () => {
    expect(foldCauses([asked], none)).toMatchObject({ kind: "delayed", caseId: null });
  });

  it("is not asked of what was cancelled meanwhile", () => {
    expect(foldCauses([asked, cause("cancelled", { isLast: true })], new Set(["case"]))).toMatchObject({
      kind: "cancelled",
      caseId: null,
    });
  });

  it("is reminded of without any line, and not once it is closed", () => {
    const reminder = cause("reminder", {}, { lineId: null, caseId: "case" });
    expect(foldCauses([reminder], new Set(["case"]))).toMatchObject({ kind: "reminder", caseId: "case", lines: [] });
    expect(foldCauses([reminder], none)).toBeNull();
  });
});
