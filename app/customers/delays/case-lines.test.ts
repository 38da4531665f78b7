import { describe, expect, it } from "vitest";
import { linesOfCase, type PromiseMoved, type StoredCaseLine } from "./case-lines.ts";

const on = (day: string) => ({ from: day, to: day });
const slip = (lineId: string, before: string | null, after: string | null): PromiseMoved => ({
  kind: "promise-changed",
  orderId: "o",
  lineId,
  units: 2,
  before: before === null ? null : on(before),
  after: after === null ? null : on(after),
  cause: { code: "stock-changed" },
  reportId: "r",
  at: new Date(0),
});
const stored = (lineId: string, before: string, after: string, rest: Partial<StoredCaseLine>): StoredCaseLine => ({
  lineId,
  units: 2,
  cause: { code: "rule-changed" },
  beforeFrom: before,
  beforeTo: before,
  afterFrom: after,
  afterTo: after,
  number: 1,
  isOpen: true,
  isHeard: true,
  ...rest,
});

describe("the lines of a new case", () => {
  it("are numbered by the delays that the customer heard of", () => {
    expect(linesOfCase("us", [slip("a", "2027-03-10", "2027-03-20")], [])).toMatchObject([
      { number: 1, silence: "keeps" },
    ]);
    const heard = stored("a", "2027-03-10", "2027-03-20", { isOpen: false });
    expect(linesOfCase("us", [slip("a", "2027-03-20", "2027-03-22")], [heard])).toMatchObject([
      { number: 2, silence: "cancels", beforeTo: "2027-03-20" },
    ]);
  });

  it("tell both delays where the customer never heard of the first", () => {
    const unheard = stored("a", "2027-03-10", "2027-03-20", { isHeard: false });
    expect(linesOfCase("us", [slip("a", "2027-03-20", "2027-04-30")], [unheard])).toMatchObject([
      { number: 1, silence: "cancels", beforeTo: "2027-03-10", afterTo: "2027-04-30" },
    ]);
    const replaced = { ...unheard, isOpen: false };
    const told = stored("a", "2027-03-10", "2027-03-30", { isOpen: false });
    expect(linesOfCase("us", [slip("a", "2027-03-30", "2027-04-02")], [replaced, told])).toMatchObject([{ number: 2 }]);
  });

  it("count no delay that was over before the customer heard of it", () => {
    const unheard = stored("a", "2027-03-10", "2027-03-20", { isOpen: false, isHeard: false });
    expect(linesOfCase("us", [slip("a", "2027-03-10", "2027-03-25")], [unheard])).toMatchObject([
      { number: 1, silence: "keeps" },
    ]);
  });

  it("ask no more about a line that is on time again", () => {
    const better = stored("b", "2027-03-10", "2027-03-10", { number: 2 });
    const lines = linesOfCase("us", [slip("a", "2027-03-10", "2027-03-20")], [better]);
    expect(lines.map(({ lineId }) => lineId)).toEqual(["a"]);
  });

  it("make one of several slips that are told at once", () => {
    const slips = [slip("a", "2027-03-10", "2027-03-20"), slip("a", "2027-03-20", "2027-03-25")];
    expect(linesOfCase("us", slips, [])).toMatchObject([{ number: 1, beforeTo: "2027-03-10", afterTo: "2027-03-25" }]);
  });

  it("take over what an open case still asks", () => {
    const open = stored("b", "2027-03-10", "2027-05-20", {});
    const closed = stored("c", "2027-03-10", "2027-05-20", { isOpen: false });
    const lines = linesOfCase("us", [slip("a", "2027-03-10", "2027-03-20")], [open, closed]);
    expect(lines.map(({ lineId, number, silence }) => [lineId, number, silence])).toEqual([
      ["a", 1, "keeps"],
      ["b", 1, "cancels"],
    ]);
  });
});
