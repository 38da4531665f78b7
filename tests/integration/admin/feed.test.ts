import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { loader } from "../../../app/routes/app.variants.feed.tsx";
import { openAdmin } from "../support/open-admin.ts";

const admin = openAdmin("feed");
const number = (gid: string | undefined) => gid?.split("/").at(-1);

async function rows(domain: string, query = ""): Promise<Record<string, string>[]> {
  const answer = await admin.get(loader, domain, `/app/variants/feed${query}`);
  expect(answer.headers.get("content-type")).toContain("text/csv");
  return parse<Record<string, string>>(await answer.text(), { columns: true });
}

it("gives Google the last day that a buyer of one unit is told, and nothing on what Arrivo is silent about", async () => {
  const shop = await admin.open("selling");
  const [soldOut] = shop.variantIds;
  const found = await rows(shop.domain);
  expect(found).toEqual([
    {
      id: number(soldOut),
      // The lamp has never been in stock.
      availability: "preorder",
      availability_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT12:00Z$/) as string,
    },
  ]);
  const days = (Date.parse(found[0]?.availability_date ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(0);
  expect(days).toBeLessThan(366);
});

it("names the items as Shopify's Google channel does, where a country is asked for", async () => {
  const shop = await admin.open("selling");
  const [row] = await rows(shop.domain, "?country=IT");
  expect(row?.id).toBe(`shopify_IT_${number(shop.productId)}_${number(shop.variantIds[0])}`);
  await expect(rows(shop.domain, "?country=italy")).rejects.toMatchObject({ status: 400 });
});

it("holds a header and no row for a shop that only watches, and nothing of another shop", async () => {
  const [watching, selling] = [await admin.open("watching"), await admin.open("selling")];
  expect(await rows(watching.domain)).toEqual([]);
  expect(await rows(selling.domain)).toHaveLength(1);
});

it("says out of stock once the stock that a rule may sell is gone", async () => {
  const shop = await admin.open("selling");
  await shop.setRule("variant", shop.variantIds[0]!, { limit: { kind: "number", units: 2 } });
  await shop.setStock(shop.variantIds[0]!, -2);
  await shop.settle();
  expect((await rows(shop.domain))[0]).toMatchObject({ availability: "out_of_stock", availability_date: "" });
});
