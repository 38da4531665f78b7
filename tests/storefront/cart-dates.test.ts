import { expect, it } from "vitest";
import { fixture } from "./read-fixtures.ts";
import { liquidVariant, type Page, type PageVariant, renderBlock } from "./render-block.ts";

interface Line extends PageVariant {
  quantity: number;
  /** The hidden property, as it was told. */
  told?: { from?: string; to?: string; units: number }[];
}

async function cart(lines: Line[], page: Page = {}): Promise<string[]> {
  const items = lines.map(({ quantity, told, ...variant }, index) => ({
    quantity,
    title: "Lamp",
    product: { title: "Lamp" },
    variant: { ...liquidVariant(variant, index), title: "Default Title" },
    properties: told === undefined ? {} : { Ships: "…", _arrivo: JSON.stringify(told) },
  }));
  const html = await renderBlock("cart-dates", { ...page, objects: { cart: { items } } });
  return [...html.matchAll(/<(?:p class="arrivo__status"|li)>(.*?)<\/(?:p|li)>/g)].map(([, text]) => text ?? "");
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
