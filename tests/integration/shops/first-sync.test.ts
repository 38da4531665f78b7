import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { syncCatalogue } from "../../../app/shops/sync-catalogue.server.ts";
import { syncOrders } from "../../../app/shops/sync-orders.server.ts";
import { fillSecondShop } from "../../../store-emulator/catalogue/fill-second-shop.ts";
import { gid } from "../../../store-emulator/ids.ts";
import { onlineAvailable } from "../../../store-emulator/levels.ts";
import { installShop, syncedShop } from "./install-shop.ts";

describe("installing on a shop as real shops are", () => {
  it("reads every variant with its stock, and changes nothing", async () => {
    const { shop, shopify, emulator } = await installShop(fillSecondShop).then(async (installed) => {
      const before = structuredClone([...installed.shopify.variants.values()]);
      await setUpShop(installed.ports, installed.shop);
      await installed.runTasks();
      expect([...installed.shopify.variants.values()]).toEqual(before);
      return installed;
    });
    const rows = await withShop(shop, (db) => db.variant.findMany({ where: { shop }, include: { product: true } }));
    const read = rows.map((row) => ({
      variantId: row.variantId,
      policy: row.inventoryPolicy,
      units: row.availableUnits,
      sku: row.sku,
      tracked: row.tracked,
      priceMinor: Number(row.priceMinor),
      product: row.product.handle,
      isBundleParent: row.product.isBundleParent,
    }));
    const truth = [...shopify.variants.values()].map((variant) => {
      const item = shopify.inventoryItems.get(variant.inventoryItemId)!;
      const product = shopify.products.get(variant.productId)!;
      return {
        variantId: gid("ProductVariant", variant.id),
        policy: variant.inventoryPolicy,
        units: onlineAvailable(shopify, item),
        sku: item.sku,
        tracked: item.tracked,
        priceMinor: variant.priceMinor,
        product: product.handle,
        isBundleParent: variant.requiresComponents,
      };
    });
    const byId = (one: { variantId: string }, other: { variantId: string }) =>
      one.variantId < other.variantId ? -1 : 1;
    expect(read.sort(byId)).toEqual(truth.sort(byId));
    const mutations = emulator.calls.filter((call) => call.shop === shop && !/^Read|^StartBulk$/.test(call.operation));
    expect(mutations.map(({ operation }) => operation)).toEqual(["EnsureMetafieldDefinition"]);
    expect(shopify.metafieldDefinitions).toMatchObject([
      { key: "arrivo", ownerType: "PRODUCTVARIANT", access: { admin: "MERCHANT_READ", storefront: "NONE" } },
    ]);
  });

  it("counts the orders that wait, and adopts them silently", async () => {
    const { shop, shopify } = await syncedShop(fillSecondShop);
    const lines = await withShop(shop, (db) => db.orderLine.findMany({ where: { shop } }));
    const open = [...shopify.orders.values()].flatMap((order) => order.lines);
    expect(lines.length).toBe(open.length);
    expect(lines.every(({ isAdopted }) => isAdopted)).toBe(true);
    const variants = await withShop(shop, (db) => db.variant.findMany({ where: { shop } }));
    for (const { availableUnits, owedUnits, inventoryItemId } of variants) {
      const waiting = lines
        .filter((line) => line.inventoryItemId === inventoryItemId)
        .reduce((sum, line) => sum + line.unfulfilledUnits, 0);
      expect(owedUnits).toBe(Math.min(waiting, Math.max(0, -availableUnits)));
    }
    expect(variants.some(({ owedUnits }) => owedUnits > 0)).toBe(true);
    expect(variants.some(({ sold30Units }) => sold30Units > 0)).toBe(true);
    expect(JSON.stringify(lines)).not.toContain("@example.com");
  });

  it("counts them too when the orders are read before the variants they are of", async () => {
    const { shop, ports } = await installShop(fillSecondShop);
    await setUpShop(ports, shop);
    const tasks = await withShop(shop, (db) => db.task.findMany({ where: { shop } }));
    for (const kind of ["order-sync", "catalogue-sync"]) {
      const { id } = tasks.find((task) => task.kind === kind)!;
      const isDone = async () =>
        (await withShop(shop, (db) => db.task.findFirst({ where: { shop, id } })))?.status === "done";
      while (!(await isDone())) {
        await (kind === "order-sync" ? syncOrders : syncCatalogue)(ports, shop, id);
        await pause(20);
      }
    }
    const variants = await withShop(shop, (db) => db.variant.findMany({ where: { shop } }));
    expect(variants.some(({ owedUnits }) => owedUnits > 0)).toBe(true);
    expect(variants.some(({ sold30Units }) => sold30Units > 0)).toBe(true);
  });

  it("reads the shop's facts and places", async () => {
    const { shop, shopify } = await syncedShop(fillSecondShop);
    expect(await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } })).toMatchObject({
      name: shopify.name,
      contactEmail: shopify.email,
      timeZone: "Europe/Copenhagen",
      currency: "EUR",
      state: "watching",
    });
    expect(await withShop(shop, (db) => db.location.count({ where: { shop } }))).toBe(shopify.locations.size);
  });

  it("starts the first syncs once, however often it is set up again", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    await setUpShop(ports, shop);
    const tasks = await withShop(shop, (db) => db.task.findMany({ where: { shop }, orderBy: { kind: "asc" } }));
    expect(tasks.map(({ kind, status }) => [kind, status])).toEqual([
      ["catalogue-sync", "done"],
      ["collection-sync", "done"],
      ["order-sync", "done"],
    ]);
  });

  it("goes on where it was cut off, and stores nothing twice", async () => {
    const { shop, shopify, ports, runTasks } = await installShop(fillSecondShop);
    await setUpShop(ports, shop);
    const { id } = await withShop(shop, (db) => db.task.findFirstOrThrow({ where: { shop, kind: "catalogue-sync" } }));
    const real = ports.shopify(shop);
    let batches = 0;
    // The worker dies after the first batch was stored: cut in small ones, so that there are some.
    const dying = {
      ...ports,
      shopify: () => ({
        ...real,
        async *readCatalogueResult(url: string, fromByte: number) {
          for await (const batch of real.readCatalogueResult(url, fromByte)) {
            const cut = { ...batch, variants: batch.variants.slice(0, 10), levels: [], endByte: 10 };
            yield { ...cut, endByte: await endOfLine(url, 10) };
            batches += 1;
            throw new Error("killed");
          }
        },
      }),
    };
    let error: unknown;
    while (error === undefined) await syncCatalogue(dying, shop, id).catch((thrown: unknown) => (error = thrown));
    expect(error).toMatchObject({ message: "killed" });
    expect(batches).toBe(1);
    await ports.queue.enqueue(null, "run-task", { shop, taskId: id });
    await runTasks();
    const [count, task] = await withShop(shop, async (db) => [
      await db.variant.count({ where: { shop } }),
      await db.task.findFirstOrThrow({ where: { shop, id } }),
    ]);
    expect(count).toBe(shopify.variants.size);
    expect(task.status).toBe("done");
  });
});

/** Where a bulk result's first variants end that carry no level line before the cut: the byte after so many variants. */
async function endOfLine(url: string, variants: number): Promise<number> {
  const text = await (await fetch(url)).text();
  let end = 0;
  let seen = 0;
  for (const line of text.split("\n")) {
    if (line.includes('"inventoryPolicy"') && ++seen > variants) break;
    if (seen <= variants) end += Buffer.byteLength(line) + 1;
  }
  return end;
}
