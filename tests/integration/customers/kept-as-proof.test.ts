import { expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { forgetOldRows } from "../../../app/shops/forget-old-rows.server.ts";
import { redactCustomer } from "../../../app/shops/redact-customer.server.ts";
import { redactShop } from "../../../app/shops/redact-shop.server.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";

const admin = openAdmin("proof");
const yearMs = 366 * 86_400_000;

async function answered(shop: LampShop, at: Date): Promise<void> {
  const key = at.toISOString();
  const of = { shop: shop.domain, orderId: "gid://shopify/Order/1" };
  await withShop(shop.domain, async (db) => {
    const delay = { number: 1, law: "us", silence: "keeps", status: "kept", openedAt: at, closedAt: at };
    const { id } = await db.delayCase.create({ data: { ...of, slip: key, ...delay } });
    const line = { shop: shop.domain, caseId: id, lineId: "l", units: 1, number: 1, silence: "keeps", cause: {} };
    await db.delayCaseLine.create({ data: line });
    const said = { choice: "keep", units: 1, at, textShown: "?", language: "en", channel: "link" };
    await db.answer.create({ data: { ...of, key, lineId: "l", ...said } });
    await db.cancellation.create({
      data: { ...of, key, lines: [], source: "answer", status: "done", askedAt: at, doneAt: at },
    });
    await db.shipTo.createMany({ data: [{ ...of, country: "DE", readAt: new Date() }], skipDuplicates: true });
  });
}
const kept = (shop: LampShop) =>
  withShop(shop.domain, async (db) => [
    await db.delayCase.count(),
    await db.delayCaseLine.count(),
    await db.answer.count(),
    await db.cancellation.count(),
    await db.shipTo.count(),
  ]);

it("is kept for three years, and no longer", async () => {
  const shop = await admin.open("selling");
  await answered(shop, new Date(Date.now() - 2.9 * yearMs));
  await answered(shop, new Date(Date.now() - 3.1 * yearMs));
  await forgetOldRows(shop.ports);
  expect(await kept(shop)).toEqual([1, 1, 1, 1, 1]);
});

it("outlives its customer, without where it went, and not the shop", async () => {
  const shop = await admin.open("selling");
  await answered(shop, new Date());
  await redactCustomer(shop.ports, shop.domain, ["gid://shopify/Order/1"]);
  expect(await kept(shop)).toEqual([1, 1, 1, 1, 0]);
  await shop.setState("uninstalled");
  await redactShop(shop.ports, shop.domain);
  expect(await kept(shop)).toEqual([0, 0, 0, 0, 0]);
});
