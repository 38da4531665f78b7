import { expect, it } from "vitest";
import { fixture } from "./read-fixtures.ts";
import { renderBlock } from "./render-block.ts";

async function offer(variant: { arrivo: unknown; live: number }, isOn = true): Promise<unknown> {
  const html = await renderBlock("promise", { variants: [variant], blockSettings: { structured_data: isOn } });
  const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1];
  return json === undefined ? null : JSON.parse(json);
}

it("adds to the theme's own offer, and is no second product", async () => {
  expect(await offer({ arrivo: fixture("backorder"), live: -3 })).toEqual({
    "@context": "https://schema.org/",
    "@type": "Offer",
    "@id": "/products/lamp?variant=100#offer",
    availabilityStarts: "2027-03-16",
    availability: "https://schema.org/BackOrder",
  });
  expect(await offer({ arrivo: fixture("preorder"), live: 0 })).toMatchObject({
    availability: "https://schema.org/PreOrder",
  });
});

it("gives no date that nobody knows", async () => {
  expect(await offer({ arrivo: fixture("window-passed"), live: -3 })).not.toHaveProperty("availabilityStarts");
});

it("says nothing of what is in stock, or unless the merchant asks for it", async () => {
  expect(await offer({ arrivo: fixture("backorder"), live: 4 })).toBeNull();
  expect(await offer({ arrivo: fixture("backorder"), live: -3 }, false)).toBeNull();
});
