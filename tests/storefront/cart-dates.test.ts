import { expect, it } from "vitest";
import { fixture } from "./read-fixtures.ts";
import { liquidVariant, type Page, type PageVariant, renderBlock } from "./render-block.ts";

interface Line extends PageVariant {
  quantity: number;
  /** The hidden property, as it was told. */
  told?: { from?: string; to?: string; units: number }[];
}

async function cartPage(lines: Line[], page: Page = {}): Promise<string> {
  const items = lines.map(({ quantity, told, ...variant }, index) => ({
    quantity,
    title: "Lamp",
    product: { title: "Lamp" },
    variant: { ...liquidVariant(variant, index), title: "Default Title" },
    key: `line-${index}`,
    properties: told === undefined ? {} : { Engraving: "For Ana", Ships: "…", _arrivo: JSON.stringify(told) },
  }));
  return renderBlock("cart-dates", {
    ...page,
    objects: { cart: { items }, routes: { cart_change_url: "/cart/change" } },
  });
}

async function cart(lines: Line[], page: Page = {}): Promise<string[]> {
  const html = await cartPage(lines, page);
  return [...html.matchAll(/<(?:p class="arrivo__status"|li(?: data-rewrite="[^"]*")?)>(.*?)<\/(?:p|li)>/g)].map(
    ([, text]) => text ?? "",
  );
}

const march = { from: "2027-03-12", to: "2027-03-16" };
const waiting = { arrivo: fixture("backorder"), live: -3 };

it("is silent where what the line was told still holds, or is even better now", async () => {
  expect(await cart([{ ...waiting, quantity: 2, told: [{ ...march, units: 2 }] }])).toEqual([]);
  expect(await cart([{ ...waiting, quantity: 2, told: [{ ...march, to: "2027-03-20", units: 2 }] }])).toEqual([]);
  expect(await cart([{ ...waiting, live: 5, quantity: 2, told: [{ ...march, units: 2 }] }])).toEqual([]);
  expect(await cart([{ ...waiting, quantity: 2, told: [{ units: 2 }] }])).toEqual([]);
});

it("says the date of now where it is later, where the quantity is another, or where nothing was told", async () => {
  const news = ["Changed since you added it", "Lamp: Ships 12–16 March"];
  expect(await cart([{ ...waiting, quantity: 2, told: [{ ...march, to: "2027-03-15", units: 2 }] }])).toEqual(news);
  expect(await cart([{ ...waiting, quantity: 2, told: [{ ...march, units: 1 }] }])).toEqual(news);
  expect(await cart([{ ...waiting, quantity: 1 }])).toEqual(news);
});

it("says where a date is no longer known, and where no more can be had", async () => {
  const passed = { arrivo: fixture("window-passed"), live: -3, quantity: 1, told: [{ ...march, units: 1 }] };
  expect(await cart([passed])).toEqual(["Changed since you added it", "Lamp: Date being confirmed"]);
  const [, most] = await cart([{ ...waiting, quantity: 20, told: [{ ...march, units: 20 }] }]);
  expect(most).toMatch(/^Lamp: Most that can be ordered: \d+$/);
});

it("tells the units of a line apart, each line for itself, in the shopper's language", async () => {
  const split = { arrivo: fixture("in-stock-selling-beyond"), live: 1, quantity: 6 };
  const holds = { ...waiting, id: 7, quantity: 1, told: [{ ...march, units: 1 }] };
  expect(await cart([holds, split], { locale: "it" })).toEqual([
    "Cambiato da quando l’hai aggiunto",
    "Lamp: 1 spedito oggi, 5 spediti 26–30 novembre",
  ]);
});

it("says nothing of a cart where nothing waits", async () => {
  expect(
    await cart([
      { live: 3, quantity: 1 },
      { arrivo: fixture("in-stock-selling-beyond"), live: 3, quantity: 1 },
    ]),
  ).toEqual([]);
});

it("rewrites what a line was told where its quantity is another, and keeps its other properties", async () => {
  const rewrites = async (lines: Line[]) =>
    [...(await cartPage(lines)).matchAll(/data-rewrite="([^"]*)"/g)].map(([, text]) =>
      JSON.parse((text ?? "").replaceAll(/&(#34|quot);/g, '"').replaceAll("&amp;", "&")),
    );
  expect(await rewrites([{ ...waiting, quantity: 3, told: [{ ...march, units: 1 }] }])).toEqual([
    {
      id: "line-0",
      quantity: 3,
      properties: { Engraving: "For Ana", Ships: "12–16 March", _arrivo: JSON.stringify([{ ...march, units: 3 }]) },
    },
  ]);
  // A later date is news that the shopper has to see, and a line that was told nothing was no promise.
  expect(await rewrites([{ ...waiting, quantity: 2, told: [{ ...march, to: "2027-03-15", units: 2 }] }])).toEqual([]);
  expect(await rewrites([{ ...waiting, quantity: 1 }])).toEqual([]);
});
