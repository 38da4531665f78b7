import { expect, it } from "vitest";
import { fixture } from "./read-fixtures.ts";
import { readTold } from "./read-told.ts";
import { renderBlock } from "./render-block.ts";

async function line(locale: string, name: string, live: number, least: number, storefront?: unknown) {
  const html = await renderBlock("promise", {
    locale,
    storefront,
    variants: [{ arrivo: fixture(name), live, least }],
  });
  return readTold(html)?.line;
}

it.each([
  ["en", "Ships 12–16 March", "1 ships today, 5 ship 26–30 November", "Ships 30 December 2026 – 4 January 2027"],
  [
    "it",
    "Spedizione 12–16 marzo",
    "1 spedito oggi, 5 spediti 26–30 novembre",
    "Spedizione 30 dicembre 2026 – 4 gennaio 2027",
  ],
  [
    "de",
    "Versand 12.–16. März",
    "1 Stück: Versand heute, 5 Stück: Versand 26.–30. November",
    "Versand 30. Dezember 2026 – 4. Januar 2027",
  ],
  [
    "fr",
    "Expédition 12–16 mars",
    "1 expédié aujourd’hui, 5 expédiés 26–30 novembre",
    "Expédition 30 décembre 2026 – 4 janvier 2027",
  ],
  [
    "es",
    "Envío 12–16 de marzo",
    "1 se envía hoy, 5 se envían 26–30 de noviembre",
    "Envío 30 de diciembre de 2026 – 4 de enero de 2027",
  ],
  [
    "pt-BR",
    "Envio 12–16 de março",
    "1 enviado hoje, 5 enviados 26–30 de novembro",
    "Envio 30 de dezembro de 2026 – 4 de janeiro de 2027",
  ],
  [
    "nl",
    "Verzending 12–16 maart",
    "1 wordt verzonden vandaag, 5 worden verzonden 26–30 november",
    "Verzending 30 december 2026 – 4 januari 2027",
  ],
  [
    "sv",
    "Skickas 12–16 mars",
    "1 skickas i dag, 5 skickas 26–30 november",
    "Skickas 30 december 2026 – 4 januari 2027",
  ],
  [
    "da",
    "Sendes 12.–16. marts",
    "1 sendes i dag, 5 sendes 26.–30. november",
    "Sendes 30. december 2026 – 4. januar 2027",
  ],
  [
    "pl",
    "Wysyłka 12–16 marca",
    "1 sztuka: wysyłka dzisiaj, 5 sztuk: wysyłka 26–30 listopada",
    "Wysyłka 30 grudnia 2026 – 4 stycznia 2027",
  ],
  ["ja", "3月12日～16日発送", "1点は本日発送、5点は11月26日～30日発送", "2026年12月30日～2027年1月4日発送"],
  ["zh-CN", "3月12日至16日发货", "1件今天发货，5件11月26日至30日发货", "2026年12月30日至2027年1月4日发货"],
])("speaks %s", async (locale, window, split, yearEnd) => {
  expect(await line(locale, "backorder", -3, 1)).toBe(window);
  expect(await line(locale, "in-stock-selling-beyond", 1, 6)).toBe(split);
  expect(await line(locale, "preorder", 0, 1)).toBe(yearEnd);
});

it("bends Polish with two to four", async () => {
  expect(await line("pl", "in-stock-selling-beyond", 2, 5)).toBe(
    "2 sztuki: wysyłka dzisiaj, 3 sztuki: wysyłka 26–30 listopada",
  );
});

it("writes the first of a month as the French do", async () => {
  const storefront = {
    closedDays: ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"],
    workingWeekdays: [2, 3, 4, 5],
  };
  expect(await line("fr", "held-back", 3, 1, storefront)).toBe("Expédition 2–4 décembre");
  expect(await line("fr", "in-stock-selling-beyond", 0, 1, storefront)).toBe("Expédition 1er décembre");
});

it.each(["en", "it", "de", "fr", "es", "pt-BR", "nl", "sv", "da", "pl", "ja", "zh-CN"])(
  "has a sentence in %s for every verb, state and number",
  async (locale) => {
    for (const verb of ["ships", "arrives", "collect"]) {
      for (const name of ["backorder", "preorder", "held-back", "date-not-known", "in-stock-selling-beyond"]) {
        for (const least of [1, 2, 5, 20, 21]) {
          const told = await line(locale, name, 2, least, { verb, transitDays: [1, 3], dateForm: "latest" });
          if (told !== undefined) expect(told).not.toMatch(/[{}]|^$/);
        }
      }
    }
  },
);

it("names the language of its words only where it is not the page's", async () => {
  const page = { variants: [{ arrivo: fixture("backorder"), live: -3 }] };
  expect(await renderBlock("promise", { ...page, locale: "it" })).not.toContain(" lang=");
  const finnish = await renderBlock("promise", {
    ...page,
    locale: "fi",
    blockSettings: { backorder_text: "Tilaa nyt" },
  });
  expect(finnish).toContain('role="status" lang="en"');
  expect(finnish).toMatch(/lang="fi"[^>]*>Tilaa nyt</);
  expect(readTold(finnish)?.line).toBe("Ships 12–16 March");
});
