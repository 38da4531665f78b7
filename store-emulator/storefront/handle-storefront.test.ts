import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HttpError } from "../http.ts";
import { setStock } from "../set-stock.ts";
import { findLocation, variantById } from "../find-variant.ts";
import { storefrontHandler } from "./handle-storefront.ts";
import { publishPromise, sampleShop } from "./sample-shop.ts";

const ROOT = "http://emulator.test/store/sample.myshopify.com";
const PRODUCT = `${ROOT}/products/harbour-mug`;

let extensionDir = "";

/** An extension of the test's own: what the emulator promises any extension, not what ours happens to use. */
beforeAll(() => {
  extensionDir = mkdtempSync(join(tmpdir(), "extension-"));
  for (const folder of ["blocks", "snippets", "assets", "locales"]) mkdirSync(join(extensionDir, folder));
  const write = (path: string, text: string) => writeFileSync(join(extensionDir, path), text);
  write(
    "blocks/promise.liquid",
    `{%- doc -%} Read by editors only. {%- enddoc -%}
    {%- assign variant = product.selected_or_first_available_variant -%}
    <div data-block {{ block.shopify_attributes }} data-align="{{ block.settings.align }}" data-on="{{ block.settings.on }}">
    {%- render 'facts', variant: variant, first: block.settings.align -%}
    <i>{{ 'units' | t: count: variant.inventory_quantity }}</i><b>{{ 'now' | date: '%Y-%m-%d %H' }}</b>
    <u>{{ product.variants.size }}/{{ product.variants_count }}</u><s>{{ 7 | divided_by: 2 }} {{ -1 | modulo: 7 }}</s>
    <q>{{ app.metafields.arrivo.storefront.value.verb }}</q></div>
    {% schema %}{"name": "Promise", "target": "section", "javascript": "promise.js", "stylesheet": "promise.css",
      "settings": [{"type": "select", "id": "align", "label": "a", "default": "left"}, {"type": "checkbox", "id": "on", "label": "b"}]}{% endschema %}`,
  );
  write(
    "snippets/facts.liquid",
    "{{ first }}|{{ variant.inventory_policy }}|{{ variant.inventory_management }}|{{ variant.metafields['$app'].arrivo.value.state }}|{{ variant.metafields['app--990001'].arrivo.value.segments[0].from }}",
  );
  write(
    "blocks/card-badge.liquid",
    `<em>{{ closest.product.title }}</em>{% schema %}{"name": "Badge", "target": "section", "settings": []}{% endschema %}`,
  );
  write(
    "blocks/embed.liquid",
    `<aside>embed</aside>{% schema %}{"name": "Embed", "target": "body", "settings": []}{% endschema %}`,
  );
  write("locales/en.default.json", JSON.stringify({ units: { one: "{{ count }} unit", other: "{{ count }} units" } }));
  write(
    "locales/pl.json",
    JSON.stringify({
      units: {
        one: "{{ count }} sztuka",
        few: "{{ count }} sztuki",
        many: "{{ count }} sztuk",
        other: "{{ count }} sztuki",
      },
    }),
  );
  write("assets/promise.js", "export {};");
});
afterAll(() => rmSync(extensionDir, { recursive: true }));

function shopper(variants: Parameters<typeof sampleShop>[0] = [{ available: [2] }]) {
  const sample = sampleShop(variants);
  const handle = storefrontHandler(extensionDir);
  let cookie = "";
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), cookie };
    try {
      const response = await handle(new Request(url, { ...init, headers }), sample.emulator);
      if (!response) throw new Error(`nothing answers ${url}`);
      const jar = new Map(
        cookie
          .split("; ")
          .filter(Boolean)
          .map((pair): [string, string] => [pair.split("=")[0] ?? "", pair]),
      );
      for (const set of response.headers.getSetCookie()) jar.set(set.split("=")[0] ?? "", set.split(";")[0] ?? "");
      cookie = [...jar.values()].join("; ");
      return response;
    } catch (error) {
      if (error instanceof HttpError) return new Response(error.message, { status: error.status });
      throw error;
    }
  };
  const text = async (url: string) => (await visit(url)).text();
  const add = (fields: Record<string, unknown>) =>
    visit(`${ROOT}/cart/add.js`, {
      method: "POST",
      body: JSON.stringify(fields),
      headers: { "content-type": "application/json" },
    });
  const variantId = sample.product.variantIds[0] ?? 0;
  return { ...sample, visit, text, add, variantId };
}

describe.each(["horizon", "dawn"])("the product page in %s", (theme) => {
  it("renders the block with the variant's stock, metafield, settings, snippet and scripts", async () => {
    const { emulator, shop, text, variantId } = shopper();
    publishPromise(emulator, shop, variantId, {
      v: 1,
      state: "backorder",
      segments: [{ units: 3, from: "2027-03-12" }],
    });
    const page = await text(`${PRODUCT}?theme=${theme}`);
    expect(page).toContain("left|deny|shopify|backorder|2027-03-12");
    expect(page).toContain('data-align="left" data-on="false"');
    expect(page).toContain("<i>2 units</i>");
    expect(page).toContain("<s>3 6</s>");
    expect(page).toContain('class="shopify-block shopify-app-block"');
    expect(page.split("ext/assets/promise.js")).toHaveLength(2);
    expect(page).toContain('media="all"');
    expect(page).toContain('action="/store/sample.myshopify.com/cart/add"');
  });

  it("says sold out by the theme's own rule, and sells again under continue", async () => {
    const { shop, text, variantId } = shopper([{ available: [0] }]);
    expect(await text(`${PRODUCT}?theme=${theme}`)).toContain("Sold out");
    const variant = shop.variants.get(variantId);
    if (variant) variant.inventoryPolicy = "CONTINUE";
    const page = await text(`${PRODUCT}?theme=${theme}`);
    expect(page).toContain("Add to cart");
    expect(page).not.toContain("Sold out");
  });

  it("renders its section alone, and no other section", async () => {
    const { visit } = shopper();
    const section = await (await visit(`${PRODUCT}?theme=${theme}&section_id=template--1__main`)).text();
    expect(section).toMatch(/^<section id="shopify-section-template--1__main"/);
    expect(section).not.toContain("<html");
    expect((await visit(`${PRODUCT}?section_id=elsewhere`)).status).toBe(404);
    const sections = (await (await visit(`${PRODUCT}?sections=template--1__main,none`)).json()) as Record<
      string,
      unknown
    >;
    expect(sections["none"]).toBeNull();
    expect(sections["template--1__main"]).toContain("data-block");
  });
});

it("places cards' blocks in Horizon's cards, and none in Dawn's", async () => {
  const { text } = shopper();
  expect(await text(`${ROOT}/collections/all?theme=horizon`)).toContain("<em>Harbour mug</em>");
  expect(await text(`${ROOT}/collections/all?theme=dawn`)).not.toContain("<em>");
});

it("lists at most 250 variants, and finds any by id or by its option values", async () => {
  const many = Array.from({ length: 300 }, (_none, index) => ({ optionValues: [`C${index}`], available: [index] }));
  const { text, product } = shopper(many);
  const last = await text(`${PRODUCT}?variant=${product.variantIds[299] ?? 0}`);
  expect(last).toContain("<u>250/300</u>");
  expect(last).toContain("<i>299 units</i>");
  expect(await text(`${PRODUCT}?option_values=10280`)).toContain("<i>280 units</i>");
});

it("tells the day by the business clock in the shop's time zone", async () => {
  const { emulator, text } = shopper();
  const start = Date.UTC(2027, 2, 27, 23, 30);
  emulator.clock.advance(start - emulator.clock.now());
  expect(await text(PRODUCT)).toContain("<b>2027-03-28 00</b>");
});

it("speaks the shopper's language, with its plural forms, and remembers it", async () => {
  const { text } = shopper([{ available: [5] }]);
  expect(await text(`${PRODUCT}?locale=pl`)).toContain("<i>5 sztuk</i>");
  expect(await text(PRODUCT)).toContain("Dodaj do koszyka");
});

it("places blocks and embeds as the merchant says, and none where the app is not installed", async () => {
  const { shop, text, visit } = shopper();
  const control = "http://emulator.test/control/shops/sample.myshopify.com/theme";
  const put = (change: unknown) => visit(control, { method: "PUT", body: JSON.stringify(change) });
  expect((await put({ theme: "dawn", blocks: [], embeds: ["embed"] })).status).toBe(200);
  const page = await text(PRODUCT);
  expect(page).toContain("<product-info");
  expect(page).not.toContain("data-block");
  expect(page).toContain("<aside>embed</aside>");
  expect((await put({ theme: "debut" })).status).toBe(400);
  await put({ blocks: ["promise"] });
  shop.installation = null;
  expect(await text(PRODUCT)).not.toContain("data-block");
});

describe("the cart", () => {
  it("refuses more than a variant on deny has left, counting what is in the cart", async () => {
    const { add, variantId } = shopper();
    const tooMany = await add({ id: variantId, quantity: 3 });
    expect(tooMany.status).toBe(422);
    expect(await tooMany.json()).toEqual({
      status: 422,
      message: "Cart Error",
      description: "You can only add 2 Harbour mug to the cart.",
    });
    expect((await add({ id: variantId, quantity: 2 })).status).toBe(200);
    expect(((await (await add({ id: variantId })).json()) as { description: string }).description).toBe(
      "All 2 Harbour mug are in your cart.",
    );
    expect((await add({ id: 1 })).status).toBe(404);
    expect((await add({ id: variantId, quantity: 1.5 })).status).toBe(422);
  });

  it("takes any number under continue, and keeps lines with other properties apart", async () => {
    const { shop, add, visit, text, variantId } = shopper([{ available: [0], inventoryPolicy: "CONTINUE" }]);
    await add({ id: variantId, quantity: 30, properties: { Ships: "12–16 March", _arrivo: '[{"units":30}]' } });
    await add({ items: [{ id: variantId, quantity: 1 }] });
    const cart = (await (await visit(`${ROOT}/cart.js`)).json()) as {
      item_count: number;
      items: { properties: unknown }[];
    };
    expect(cart.item_count).toBe(31);
    expect(cart.items[1]?.properties).toEqual({ Ships: "12–16 March", _arrivo: '[{"units":30}]' });
    const page = await text(`${ROOT}/cart`);
    expect(page).toContain("12–16 March");
    expect(page).not.toContain("_arrivo");

    const form = new URLSearchParams({ email: "ana@example.com" });
    const paid = await visit(`${ROOT}/checkout`, { method: "POST", body: form });
    expect(paid.status).toBe(303);
    const order = [...shop.orders.values()][0];
    expect(order?.lines.map((line) => [line.quantity, line.customAttributes])).toEqual([
      [1, []],
      [
        30,
        [
          { key: "Ships", value: "12–16 March" },
          { key: "_arrivo", value: '[{"units":30}]' },
        ],
      ],
    ]);
    const status = await text(`http://emulator.test${paid.headers.get("location") ?? ""}`);
    expect(status).toContain("12–16 March");
    expect(status).not.toContain("_arrivo");
    expect(await text(`${ROOT}/cart`)).toContain("Your cart is empty");
  });

  it("works by forms alone, and says a refusal on a page", async () => {
    const { visit, variantId } = shopper();
    const post = (quantity: string) =>
      visit(`${ROOT}/cart/add`, {
        method: "POST",
        body: new URLSearchParams({ id: String(variantId), quantity, "properties[Note]": "hi" }),
      });
    expect((await post("2")).headers.get("location")).toBe("/store/sample.myshopify.com/cart");
    const refused = await post("1");
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("All 2 Harbour mug are in your cart.");
  });

  it("does not sell at checkout what was sold to someone else in the meantime", async () => {
    const { emulator, shop, add, visit, variantId } = shopper();
    await add({ id: variantId, quantity: 2 });
    const found = variantById(shop, variantId);
    if (found) setStock(emulator, shop, found, findLocation(shop, null), { available: 1 });
    const refused = await visit(`${ROOT}/checkout`, {
      method: "POST",
      body: new URLSearchParams({ email: "a@example.com" }),
    });
    expect(refused.status).toBe(422);
    expect(shop.orders.size).toBe(0);
  });
});

it("has no page for drafts, unknown products, orders and shops", async () => {
  const { product, visit } = shopper();
  expect((await visit(`${ROOT}/orders/1`)).status).toBe(404);
  expect((await visit(`${ROOT}/products/none`)).status).toBe(404);
  expect((await visit("http://emulator.test/store/none.myshopify.com/cart")).status).toBe(404);
  product.status = "DRAFT";
  expect((await visit(PRODUCT)).status).toBe(404);
});
