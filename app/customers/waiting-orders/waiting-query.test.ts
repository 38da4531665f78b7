import { describe, expect, it } from "vitest";
import { parseWaitingQuery, type WaitingQuery, writeWaitingQuery } from "./waiting-query.ts";

const parse = (text: string) => parseWaitingQuery(new URLSearchParams(text));

describe("the address of the waiting orders", () => {
  it("comes back as it was written", () => {
    const queries: WaitingQuery[] = [
      { view: "late", search: "#10 & 11", sort: "units", isDescending: true, page: { after: "x" } },
      { view: "all", search: "", sort: "placed", isDescending: false, page: null },
      { view: "no-supply", search: "", sort: "placed", isDescending: true, page: { before: "y" } },
    ];
    for (const query of queries) expect(parseWaitingQuery(writeWaitingQuery(query))).toEqual(query);
    expect(writeWaitingQuery(parse("")).toString()).toBe("");
  });

  it("leaves out what we don't know", () =>
    expect(parse(`view=nonsense&sort=name-up&search=${"x".repeat(99)}`)).toEqual({
      view: "all",
      search: "x".repeat(60),
      sort: "placed",
      isDescending: false,
      page: null,
    }));
});
