import { describe, expect, it } from "vitest";
import { readTold } from "./read-told.ts";

const hidden = { key: "_arrivo", value: '[{"from":"2027-03-12","to":"2027-03-16","units":2}]' };

describe("readTold", () => {
  it("takes the words before the hidden property, whatever their label's language", () => {
    expect(readTold([{ key: "Gravur", value: "Anna" }, { key: "Versand", value: "12.–16. März" }, hidden])).toEqual({
      text: "12.–16. März",
      window: [{ from: "2027-03-12", to: "2027-03-16", units: 2 }],
    });
  });
  it("says nothing of a line that carries no promise", () => {
    expect(readTold([{ key: "Engraving", value: "Anna" }])).toEqual({ text: null, window: null });
  });
  it.each(["", "{", "null", '[{"from":"soon","to":"later"}]', '{"from":"2027-03-12"}'])(
    "believes no window in %j",
    (value) =>
      expect(
        readTold([
          { key: "Ships", value: "x" },
          { key: "_arrivo", value },
        ]).window,
      ).toBeNull(),
  );
  it("cuts what a shopper's browser made too long", () => {
    expect(readTold([{ key: "Ships", value: "x".repeat(9000) }, hidden]).text).toHaveLength(500);
  });
});
