import { expect, it } from "vitest";
import { fixture } from "./read-fixtures.ts";
import { renderBlock } from "./render-block.ts";

const words = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

it("tells the state and the date of what the card would sell", async () => {
  const html = await renderBlock("card-badge", { variants: [{ arrivo: fixture("backorder"), live: -3 }] });
  expect(words(html)).toBe("Available on backorder Ships 12–16 March");
});

it("reaches as far as the windows do, and no further", async () => {
  const html = await renderBlock("card-badge", { variants: [{ arrivo: fixture("backorder-without-end"), live: -20 }] });
  expect(words(html)).toBe("Available on backorder Ships 7–14 December");
});

it("leaves the date out where the merchant wants it short", async () => {
  const page = { variants: [{ arrivo: fixture("preorder"), live: 0 }], blockSettings: { date: false }, locale: "it" };
  expect(words(await renderBlock("card-badge", page))).toBe("Disponibile in prevendita");
});

it("leaves no trace of what is in stock", async () => {
  const page = { variants: [{ arrivo: fixture("in-stock-selling-beyond"), live: 3 }] };
  expect((await renderBlock("card-badge", page)).trim()).toBe("");
});

it("says sold out only where the merchant asks for it", async () => {
  const page = { variants: [{ arrivo: fixture("sold-out"), live: -20, policy: "deny" as const }] };
  expect((await renderBlock("card-badge", page)).trim()).toBe("");
  expect(words(await renderBlock("card-badge", { ...page, blockSettings: { sold_out: true } }))).toBe("Sold out");
});
