import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

const domain = "test-shop.myshopify.com";
const header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty";
const catalogue = [
  header,
  "mug,Mug,Size,S,MUG-S,shopify,5",
  "mug,,Size,L,MUG-L,shopify,5",
  "bowl,Bowl,Title,Default Title,BOWL,shopify,5",
].join("\n");

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
  await shop.control("POST", `/shops/${domain}/import`, { catalogCsv: catalogue });
});
afterAll(() => shop.close());

const policies = async () => {
  const { body } = await shop.control("GET", `/shops/${domain}/variants`);
  return Object.fromEntries(
    (body as { sku: string; inventoryPolicy: string }[]).map((each) => [each.sku, each.inventoryPolicy]),
  );
};

describe("the control API refuses what it does not understand with 400 and a reason", () => {
  test.each([
    ["/shops", { domain: "new.myshopify.com", catalogCsv: 5 }, "catalogCsv must be text"],
    ["/shops", { domain: "new.myshopify.com", install: "yes" }, "install must be true or false"],
    ["/shops", { domain: "new.myshopify.com", timeZone: "Mars/Olympus" }, "Mars/Olympus is not a time zone"],
    [
      `/shops/${domain}/orders`,
      { lines: [{ sku: "BOWL", properties: [null] }] },
      "properties must be a list of objects",
    ],
    [`/shops/${domain}/orders`, { lines: [{ sku: "BOWL" }], paid: "no" }, "paid must be true or false"],
    [`/shops/${domain}/orders`, { lines: [{ sku: "BOWL" }], email: 5 }, "email must be text"],
    [
      `/shops/${domain}/orders`,
      { lines: [{ sku: "BOWL" }], placedAt: "2999-01-01T00:00:00Z" },
      "placedAt must be an instant that has passed",
    ],
    ["/shops/%E0%A4%A/stock", { sku: "BOWL", delta: 1 }, "%E0%A4%A is not well encoded"],
  ])("POST %s %j", async (path, body, error) => {
    expect(await shop.control("POST", path, body)).toEqual({ status: 400, body: { error } });
  });
});

describe("a CSV that overwrites", () => {
  const overwrite = (...rows: string[]) =>
    shop.control("POST", `/shops/${domain}/import`, {
      catalogCsv: ["Handle,Option1 Name,Option1 Value,Variant Inventory Policy", ...rows].join("\n"),
      overwrite: true,
    });

  test("changes what its columns name of the variants with its option values", async () => {
    const answer = await overwrite("mug,Size,L,continue", "bowl,Title,Default Title,continue");
    expect(answer).toMatchObject({ status: 200, body: { products: 0, overwritten: 2 } });
    expect(await policies()).toEqual({ "MUG-S": "DENY", "MUG-L": "CONTINUE", BOWL: "CONTINUE" });
    await overwrite("mug,Size,L,deny", "bowl,,,deny");
    expect(await policies()).toEqual({ "MUG-S": "DENY", "MUG-L": "DENY", BOWL: "DENY" });
  });

  test.each([
    ["vase,Size,L,deny", 'line 3, column "handle"'],
    ["mug,Size,XL,deny", 'line 3, column "option1 value"'],
    ["mug,Size,L,maybe", 'line 3, column "variant inventory policy"'],
  ])("is refused whole where a row is wrong: %s", async (row, error) => {
    const answer = await overwrite("mug,Size,S,continue", row);
    expect(answer).toMatchObject({ status: 422, body: { error: expect.stringContaining(error) as string } });
    expect((await policies())["MUG-S"]).toBe("DENY");
  });
});

test.each(["0x10", "1e3", "9999999999999"])("refuses %s as a quantity", async (quantity) => {
  const catalogCsv = `${header}\nvase,Vase,Title,Default Title,VASE,shopify,${quantity}`;
  const answer = await shop.control("POST", `/shops/${domain}/import`, { catalogCsv });
  expect(answer).toMatchObject({
    status: 422,
    body: { error: expect.stringContaining('line 2, column "variant inventory qty"') as string },
  });
});

test("an edit adds a line for a variant that the order has none of", async () => {
  const { body: order } = await shop.control("POST", `/shops/${domain}/orders`, {
    lines: [{ sku: "MUG-S", quantity: 1 }],
  });
  const path = `/shops/${domain}/orders/${encodeURIComponent((order as { id: string }).id)}/edit`;
  const edited = await shop.control("POST", path, { lines: [{ sku: "BOWL", quantity: 2 }] });
  expect(edited).toMatchObject({
    status: 200,
    body: {
      lines: [
        { sku: "MUG-S", quantity: 1 },
        { sku: "BOWL", quantity: 2, unfulfilledQuantity: 2 },
      ],
    },
  });
  const { body: bowl } = await shop.control("GET", `/shops/${domain}/variants?sku=BOWL`);
  expect(bowl).toMatchObject([{ available: 3 }]);
});
