import { describe, expect, it } from "vitest";
import { dueOfCase, type OpenCase, refundDueOn } from "./due-of-case.ts";

const open: OpenCase = {
  silence: "cancels",
  deadlineOn: "2027-03-10",
  isTold: true,
  isBounced: false,
  isReminded: false,
};
const on = (day: string) => ({ here: day, there: day });
const settings = { reminderDays: 3, cancelsBySilence: false };

describe("what falls due of a case", () => {
  it("is one reminder before the deadline", () => {
    expect(dueOfCase(open, on("2027-03-06"), settings)).toBe("nothing");
    expect(dueOfCase(open, on("2027-03-07"), settings)).toBe("remind");
    expect(dueOfCase({ ...open, isReminded: true }, on("2027-03-08"), settings)).toBe("nothing");
    expect(dueOfCase(open, on("2027-03-10"), settings)).toBe("remind");
  });

  it("is the consequence once the last day is over", () => {
    expect(dueOfCase({ ...open, silence: "keeps" }, on("2027-03-11"), settings)).toBe("keep");
    expect(dueOfCase(open, on("2027-03-11"), settings)).toBe("refund");
    expect(dueOfCase(open, on("2027-03-11"), { ...settings, cancelsBySilence: true })).toBe("cancel");
  });

  it("is nothing yet where the day is over here, and the customer still has some of it", () => {
    const days = { here: "2027-03-11", there: "2027-03-10" };
    expect(dueOfCase({ ...open, isReminded: true }, days, { ...settings, cancelsBySilence: true })).toBe("nothing");
    expect(dueOfCase(open, days, settings)).toBe("remind");
  });

  it("is nothing but new days while the customer does not know", () => {
    for (const unknown of [{ isTold: false }, { isBounced: true }])
      for (const today of ["2027-03-08", "2027-03-11", "2027-09-01"])
        expect(dueOfCase({ ...open, ...unknown }, on(today), { ...settings, cancelsBySilence: true })).toBe(
          "begin-anew",
        );
  });

  it("gives the merchant seven working days to refund", () => {
    expect(refundDueOn("2027-03-10")).toBe("2027-03-19");
    expect(refundDueOn("2027-03-12")).toBe("2027-03-23");
  });
});
