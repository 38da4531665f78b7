import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { forgetOldRows } from "../../../app/shops/forget-old-rows.server.ts";
import { homeFigures } from "../../../app/shops/home-figures.server.ts";
import { redactCustomer } from "../../../app/shops/redact-customer.server.ts";
import { redactShop } from "../../../app/shops/redact-shop.server.ts";
import { sayGoodbye } from "../../../app/shops/say-goodbye.server.ts";
import { dateQueues } from "../../../app/backorders/date-queues.server.ts";
import { refreshOrders } from "../../../app/backorders/refresh-orders.server.ts";
import { ShopifyUnreachable } from "../../../app/errors.ts";
import { fillSecondShop } from "../../../store-emulator/catalogue/fill-second-shop.ts";
import type { installShop } from "./install-shop.ts";
import { type InstalledShop, syncedShop } from "./install-shop.ts";

/** Uninstalled, with one variant under a policy that Arrivo had set. */
async function leftShop(options?: Parameters<typeof installShop>[1]): Promise<InstalledShop> {
  const installed = await syncedShop(fillSecondShop, options);
  const { shop } = installed;
  await withShop(shop, async (db) => {
    const { variantId } = await db.variant.findFirstOrThrow({
      where: { shop, inventoryPolicy: "DENY", tracked: true },
    });
    await db.variant.update({
      where: { shop_variantId: { shop, variantId } },
      data: { inventoryPolicy: "CONTINUE", ownPolicy: "DENY" },
    });
  });
  await outsideShops().session.create({
    data: { id: `offline_${shop}`, shop, state: "", accessToken: "aes1:k1:sealed" },
  });
  await outsideShops().shop.update({ where: { domain: shop }, data: { state: "uninstalled" } });
  return installed;
}

describe("after the uninstall", () => {
  it("mails a product CSV that restores each policy, and the orders that wait", async () => {
    const { shop, ports, mails, shopify } = await leftShop();
    await sayGoodbye(ports, shop);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: shopify.email, attachments: [{}, {}] });
    const [restore, waiting] = (mails[0]?.attachments ?? []).map(
      ({ content }) => parse(content, { columns: true }) as Record<string, string>[],
    );
    expect(restore).toHaveLength(1);
    const product = [...shopify.products.values()].find(({ handle }) => handle === restore?.[0]?.Handle);
    expect(restore?.[0]?.["Option1 Name"]).toBe(product?.optionNames[0]);
    expect(restore?.[0]?.["Variant Inventory Policy"]).toBe("deny");
    expect(waiting?.length).toBeGreaterThan(0);
    expect(waiting?.[0]?.Order).toMatch(/^#\d+$/);
    expect(JSON.stringify(mails)).not.toContain("{{");
    expect(await outsideShops().session.count({ where: { shop } })).toBe(0);
  });

  it("speaks the shop's language", async () => {
    const { shop, ports, mails } = await leftShop();
    await outsideShops().shop.update({ where: { domain: shop }, data: { locale: "it" } });
    await sayGoodbye(ports, shop);
    expect(mails[0]?.attachments?.map(({ filename }) => filename)).toEqual([
      "ripristino-regole.csv",
      "ordini-in-attesa.csv",
    ]);
  });

  it("fails where the mail server does not take it, so that it is tried again", async () => {
    const refused = new ShopifyUnreachable("no mail server");
    const { shop, ports } = await leftShop({ mailer: { send: () => Promise.reject(refused) } });
    await expect(sayGoodbye(ports, shop)).rejects.toBe(refused);
  });

  it("keeps what a reinstall needs, and mails nobody who came back meanwhile", async () => {
    const { shop, ports, mails } = await leftShop();
    await outsideShops().shop.update({ where: { domain: shop }, data: { state: "watching" } });
    await sayGoodbye(ports, shop);
    expect(mails).toEqual([]);
    expect(await withShop(shop, (db) => db.variant.count({ where: { shop, ownPolicy: "DENY" } }))).toBe(1);
  });
});

describe("privacy", () => {
  it("takes the order's name and the told text of a customer, and keeps the units, also after the next read", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    const line = await withShop(shop, (db) => db.orderLine.findFirstOrThrow({ where: { shop } }));
    await redactCustomer(ports, shop, [line.orderId]);
    await refreshOrders(ports, shop, [line.orderId]);
    const after = await withShop(shop, (db) => db.orderLine.findFirstOrThrow({ where: { shop, lineId: line.lineId } }));
    expect(after).toMatchObject({ orderName: "", toldText: null, unfulfilledUnits: line.unfulfilledUnits });
    const order = await withShop(shop, (db) => db.ledgerOrder.findFirstOrThrow({ where: { orderId: line.orderId } }));
    expect(order).toMatchObject({ name: "", customerTags: [], isRedacted: true });
  });

  it("removes everything of a shop, and nothing of another", async () => {
    const { shop, ports } = await leftShop();
    const other = await syncedShop(fillSecondShop);
    await redactShop(ports, shop);
    const left = (domain: InstalledShop["shop"]) =>
      withShop(domain, async (db) => [
        await db.variant.count(),
        await db.product.count(),
        await db.orderLine.count(),
        await db.location.count(),
        await db.inventoryLevel.count(),
        await db.task.count(),
        await db.shopSettings.count(),
      ]);
    expect(await left(shop)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await outsideShops().shop.findUnique({ where: { domain: shop } })).toBeNull();
    expect((await left(other.shop)).every((rows) => rows > 0)).toBe(true);
  });

  it("leaves a shop that came back alone", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    await redactShop(ports, shop);
    expect(await outsideShops().shop.findUnique({ where: { domain: shop } })).not.toBeNull();
  });

  it("forgets what is past its time, and keeps each variant's last decision", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    const old = new Date(Date.now() - 500 * 86_400_000);
    const decision = {
      shop,
      variantId: "v",
      state: "in-stock",
      reason: {},
      publishedPolicy: "DENY",
      availableUnits: 1,
    };
    const rows = [old, old].map((decidedAt) => ({ ...decision, decidedAt, segments: [], cause: "webhook" }));
    await withShop(shop, (db) => db.decision.createMany({ data: rows }));
    await outsideShops().webhookInbox.create({
      data: { webhookId: "old", shop, topic: "t", triggeredAt: old, receivedAt: old },
    });
    await forgetOldRows(ports);
    expect(await withShop(shop, (db) => db.decision.count({ where: { variantId: "v" } }))).toBe(1);
    expect(await outsideShops().webhookInbox.count({ where: { webhookId: "old" } })).toBe(0);
    expect(await withShop(shop, (db) => db.task.count())).toBe(3);
  });
});

describe("Home", () => {
  it("counts what was found in the shop", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    await dateQueues(ports, shop, { dueBy: new Date(Date.now() + 60_000) });
    const { counts, waiting, proposals, catalogueSync, state } = await homeFigures(ports, shop);
    const variants = await withShop(shop, (db) => db.variant.findMany({ where: { shop }, include: { product: true } }));
    const eligible = variants.filter(
      ({ tracked, requiresShipping, product }) =>
        tracked && requiresShipping && product.status === "ACTIVE" && !product.isBundleParent && !product.isGiftCard,
    );
    expect(state).toBe("watching");
    expect(catalogueSync?.status).toBe("done");
    expect(counts).toMatchObject({
      variants: variants.length,
      soldOut: eligible.filter(({ availableUnits }) => availableUnits <= 0).length,
      belowZero: eligible.filter(({ availableUnits }) => availableUnits < 0).length,
      alreadyContinuing: eligible.filter(({ inventoryPolicy }) => inventoryPolicy === "CONTINUE").length,
      untracked: variants.filter(({ tracked }) => !tracked).length,
      withoutSku: variants.filter(({ sku }) => sku === null).length,
    });
    expect(counts.belowZero).toBeGreaterThan(0);
    expect(waiting.units).toBe(variants.reduce((sum, { owedUnits }) => sum + owedUnits, 0));
    expect(waiting.orders).toBeGreaterThan(0);
    expect(proposals).toHaveLength(3);
    const sold = proposals.map(({ sold30Units }) => sold30Units);
    expect(sold).toEqual(sold.toSorted((one, other) => other - one));
  });
});
