import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayWindow } from "../../app/i18n/say-window.ts";
import type { StorefrontWords } from "../../app/i18n/storefront-words.ts";
import { dateForms } from "../../app/availability/storefront-settings.ts";
import { storefrontLocales } from "../../app/i18n/storefront-locales.ts";
import { type Day, dayFromNumber, dayNumber } from "../../app/supply/day.ts";
import { readWords, shopifyLiquid } from "./shopify-liquid.ts";

type Form = (typeof dateForms)[number];
const today = "2027-03-01";

/** What the block writes for a window. */
async function written(locale: string, form: Form, from: Day, to: Day, on: Day = today): Promise<string> {
  const liquid = shopifyLiquid({ locale, now: new Date(0), timeZone: "UTC" });
  const numbers = { from: dayNumber(from), to: dayNumber(to), today: dayNumber(on), form };
  const snippet = "{% render 'arrivo-date-text', from: from, to: to, today: today, form: form %}";
  return String(await liquid.parseAndRender(snippet, numbers)).trim();
}

const said = (locale: string, form: Form, from: Day, to: Day, on: Day = today) =>
  // Justified cast: the locale files are held to one shape by extension-limits.test.ts.
  sayWindow({ from, to }, on, form, readWords(locale) as unknown as StorefrontWords, locale);

describe("a part of a month", () => {
  it.each([
    ["en", "early April", "mid April", "late April", "mid March 2028"],
    ["it", "a inizio aprile", "a metà aprile", "a fine aprile", "a metà marzo 2028"],
    ["de", "Anfang April", "Mitte April", "Ende April", "Mitte März 2028"],
    ["fr", "début avril", "mi-avril", "fin avril", "mi-mars 2028"],
    ["es", "a principios de abril", "a mediados de abril", "a finales de abril", "a mediados de marzo de 2028"],
    ["pt-BR", "no início de abril", "em meados de abril", "no fim de abril", "em meados de março de 2028"],
    ["nl", "begin april", "half april", "eind april", "half maart 2028"],
    ["sv", "i början av april", "i mitten av april", "i slutet av april", "i mitten av mars 2028"],
    ["da", "i begyndelsen af april", "i midten af april", "i slutningen af april", "i midten af marts 2028"],
    ["pl", "na początku kwietnia", "w połowie kwietnia", "pod koniec kwietnia", "w połowie marca 2028"],
    ["ja", "4月上旬", "4月中旬", "4月下旬", "2028年3月中旬"],
    ["zh-CN", "4月上旬", "4月中旬", "4月下旬", "2028年3月中旬"],
  ])("speaks %s", async (locale, early, mid, late, farAhead) => {
    expect(await written(locale, "part", "2027-04-08", "2027-04-10")).toBe(early);
    expect(await written(locale, "part", "2027-04-11", "2027-04-11")).toBe(mid);
    expect(await written(locale, "part", "2027-04-19", "2027-04-21")).toBe(late);
    expect(await written(locale, "part", "2028-03-12", "2028-03-16")).toBe(farAhead);
  });

  it("goes by the last day, even in the month after", async () => {
    expect(await written("en", "part", "2027-03-28", "2027-04-02")).toBe("early April");
  });
});

describe("weeks", () => {
  it.each([
    ["en", "in 1 week", "in 2–3 weeks"],
    ["it", "tra 1 settimana", "tra 2–3 settimane"],
    ["de", "in 1 Woche", "in 2–3 Wochen"],
    ["fr", "sous 1 semaine", "sous 2 à 3 semaines"],
    ["es", "en 1 semana", "en 2–3 semanas"],
    ["pt-BR", "em 1 semana", "em 2–3 semanas"],
    ["nl", "over 1 week", "over 2–3 weken"],
    ["sv", "om 1 vecka", "om 2–3 veckor"],
    ["da", "om 1 uge", "om 2–3 uger"],
    ["pl", "za 1 tydzień", "za 2–3 tygodnie"],
    ["ja", "1週間後", "2～3週間後"],
    ["zh-CN", "1周后", "2至3周后"],
  ])("speak %s", async (locale, one, some) => {
    expect(await written(locale, "weeks", today, "2027-03-08")).toBe(one);
    expect(await written(locale, "weeks", "2027-03-09", "2027-03-16")).toBe(some);
  });

  it("are one number where both ends round to it", async () => {
    expect(await written("en", "weeks", "2027-03-09", "2027-03-15")).toBe("in 2 weeks");
    expect(await written("pl", "weeks", "2027-03-30", "2027-04-05")).toBe("za 5 tygodni");
  });
});

it("says the days themselves less than a week ahead", async () => {
  for (const form of ["part", "weeks"] as const) {
    expect(await written("en", form, "2027-03-03", "2027-03-07")).toBe("3–7 March");
    expect(await written("en", form, today, today)).toBe("today");
  }
});

const anyDay = fc.integer({ min: dayNumber("2026-01-01"), max: dayNumber("2029-12-31") });

it("never rounds to an earlier end than the window has", () => {
  fc.assert(
    fc.property(anyDay, fc.nat(400), fc.nat(60), (now, ahead, length) => {
      const [from, to] = [now + ahead, now + ahead + length];
      if (to - now < 7) return;
      const say = (form: Form) => said("en", form, dayFromNumber(from), dayFromNumber(to), dayFromNumber(now));
      const weeks = /^in (?:(\d+)–)?(\d+) weeks?$/.exec(say("weeks"));
      expect(now + 7 * Number(weeks?.[2])).toBeGreaterThanOrEqual(to);
      expect(now + 7 * Number(weeks?.[1] ?? weeks?.[2])).toBeGreaterThanOrEqual(from);
      const part = say("part").split(" ")[0] ?? "";
      const lastDate = { early: 10, mid: 20, late: 31 }[part] ?? 0;
      expect(Number(dayFromNumber(to).slice(8))).toBeLessThanOrEqual(lastDate);
    }),
  );
});

it.each(storefrontLocales)("the admin says the same as the page in %s, in every form", async (locale) => {
  await fc.assert(
    fc.asyncProperty(
      anyDay.map(dayFromNumber),
      fc.nat(400),
      fc.nat(60),
      fc.constantFrom(...dateForms),
      async (on, ahead, length, form) => {
        const from = dayFromNumber(dayNumber(on) + ahead);
        const to = dayFromNumber(dayNumber(from) + length);
        expect(await written(locale, form, from, to, on)).toBe(said(locale, form, from, to, on));
      },
    ),
    { numRuns: 40 },
  );
});
