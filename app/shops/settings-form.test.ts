import { describe, expect, it } from "vitest";
import { backorderSettings } from "../backorders/backorder-settings.ts";
import { answerSettings } from "../customers/self-service/answer-settings.ts";
import { storefrontSettings } from "../availability/storefront-settings.ts";
import { supplySettings } from "../supply/supply-settings.ts";
import { type MerchantSettings, parseSettingsForm } from "./settings-form.ts";

const present: MerchantSettings = {
  storefront: storefrontSettings.parse({ timeZone: "Europe/Copenhagen" }),
  supply: supplySettings.parse({}),
  backorders: backorderSettings.parse({}),
  answers: answerSettings.parse({}),
  strangerRule: "person-wins",
  discontinuedTags: [],
};
const errorsOf = (input: object) => {
  const result = parseSettingsForm(input, present);
  return result.ok ? {} : result.errors;
};

describe("parseSettingsForm", () => {
  it("keeps every section that is left out", () =>
    expect(parseSettingsForm({}, present)).toEqual({ ok: true, settings: present }));

  it("takes text as a form sends it", () => {
    const result = parseSettingsForm(
      {
        workingWeekdays: ["3", "1", "1"],
        cutOff: " 14:30 ",
        closedDays: "2026-12-25\n2026-12-24, 2026-12-25",
        handlingDays: "2",
        transit: { minDays: "1", maxDays: "3" },
        verb: "arrives",
        propertyShown: "on",
        propertyLabel: { it: "Consegna", en: " " },
        messages: { default: { en: "On its way" } },
        strangerRule: "put-back",
        discontinuedTags: "end-of-line, , retired",
      },
      present,
    );
    expect(result).toMatchObject({
      ok: true,
      settings: {
        storefront: {
          workingWeekdays: [1, 3],
          cutOff: "14:30",
          closedDays: ["2026-12-24", "2026-12-25"],
          handlingDays: 2,
          transitDays: [1, 3],
          verb: "arrives",
          timeZone: "Europe/Copenhagen",
          property: { shown: true, label: { it: "Consegna" } },
          messages: { default: { en: "On its way" } },
        },
        strangerRule: "put-back",
        discontinuedTags: ["end-of-line", "retired"],
      },
    });
  });

  it("says of each field what is wrong with it", () => {
    expect(
      errorsOf({
        workingWeekdays: [],
        cutOff: "25:00",
        closedDays: "2027-02-29",
        handlingDays: "many",
        transit: { minDays: "5", maxDays: "2" },
        verb: "flies",
        largestQuantityTold: "0",
        strangerRule: 7,
        messages: "x",
        dateForm: "soon",
        holidays: { country: "Italy", worked: ["2027-02-30"] },
        caution: "brave",
        toleranceDays: "61",
        morningMail: { isOn: true, to: "me at home" },
      }),
    ).toEqual({
      workingWeekdays: "required",
      cutOff: "not-a-time",
      "closedDays.0": "not-a-day",
      handlingDays: "not-a-whole-number",
      "transit.maxDays": "below-minimum",
      verb: "not-a-choice",
      largestQuantityTold: "too-small",
      strangerRule: "not-a-choice",
      messages: "not-a-choice",
      dateForm: "not-a-choice",
      "holidays.worked.0": "not-a-day",
      caution: "not-a-choice",
      toleranceDays: "too-large",
      "morningMail.to": "not-an-email",
    });
    expect(errorsOf({ holidays: { country: "Italy" }, morningMail: { isOn: true, to: " " } })).toEqual({
      "holidays.country": "not-a-choice",
      "morningMail.to": "required",
    });
  });

  it("takes how dates are made, and no holidays where no country is chosen", () => {
    const result = parseSettingsForm(
      {
        holidays: { country: "DE", region: "BY", worked: ["2027-01-06"] },
        caution: "safe",
        toleranceDays: "5",
        sendsSmallChanges: true,
        morningMail: { isOn: true, to: " ada@lamps.example " },
      },
      present,
    );
    const supply = {
      holidays: { country: "DE", region: "BY", worked: ["2027-01-06"] },
      caution: "safe",
      toleranceDays: 5,
      sendsSmallChanges: true,
      morningMail: { isOn: true, to: "ada@lamps.example" },
    };
    expect(result).toMatchObject({ ok: true, settings: { supply } });
    const without = parseSettingsForm({ holidays: { country: "", region: "", worked: [] } }, present);
    expect(without.ok && without.settings.supply.holidays).toBeNull();
  });

  it("asks for the days on the road before it says when something arrives", () =>
    expect(errorsOf({ verb: "arrives" })).toEqual({ "transit.minDays": "required" }));

  it("forgets the days on the road when both are emptied", () => {
    const arriving = { ...present, storefront: { ...present.storefront, transitDays: [1, 2] as [number, number] } };
    const result = parseSettingsForm({ transit: { minDays: "", maxDays: "" } }, arriving);
    expect(result.ok && result.settings.storefront.transitDays).toBeNull();
  });

  it("takes tags once, and asks for two that can be told apart", () => {
    const orderTags = { isOn: "on", waiting: " Backorder ", ready: "Ready" };
    const result = parseSettingsForm({ priorityTags: "vip, , VIP, vip", unpaidDays: "5", orderTags }, present);
    expect(result).toMatchObject({
      ok: true,
      settings: {
        backorders: {
          holds: "none",
          priorityTags: ["vip", "VIP"],
          unpaidDays: 5,
          orderTags: { waiting: "Backorder", ready: "Ready" },
        },
      },
    });
    expect(errorsOf({ orderTags: { ...orderTags, ready: "backorder" } })).toEqual({ "orderTags.ready": "same-tag" });
    expect(errorsOf({ orderTags: { ...orderTags, waiting: "" } })).toEqual({ "orderTags.waiting": "required" });
    expect(errorsOf({ holds: "all", unpaidDays: "61" })).toEqual({ holds: "not-a-choice", unpaidDays: "too-large" });
    expect(parseSettingsForm({ orderTags: { isOn: false, waiting: "", ready: "" } }, present)).toMatchObject({
      settings: { backorders: { orderTags: null } },
    });
  });
});

describe("answers of customers", () => {
  const form = {
    leastDays: "7",
    usualDays: "21",
    reminderDays: "2",
    cancelsBySilence: true,
    selfService: { isOn: true, mayCancel: false, mayCancelPart: true, untilDaysBefore: "3" },
  };
  it("are read as the form sends them", () => {
    const result = parseSettingsForm({ answers: form }, present);
    expect(result.ok && result.settings.answers).toEqual({
      leastDays: 7,
      usualDays: 21,
      reminderDays: 2,
      cancelsBySilence: true,
      selfService: { isOn: true, mayCancel: false, mayCancelPart: true, untilDaysBefore: 3 },
    });
  });

  it("say what is wrong with each field", () => {
    const wrong = {
      ...form,
      leastDays: "0",
      usualDays: "a",
      selfService: { ...form.selfService, untilDaysBefore: "" },
    };
    expect(errorsOf({ answers: wrong })).toEqual({
      "answers.leastDays": "too-small",
      "answers.usualDays": "not-a-whole-number",
      "answers.selfService.untilDaysBefore": "required",
    });
  });
});
