import { expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import type { Mail, Ports } from "../../../app/ports.ts";
import { loader } from "../../../app/routes/app._index/route.tsx";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { openAdmin } from "../support/open-admin.ts";
import { orderOf } from "../supply/order-of.ts";

const admin = openAdmin("morning");
const sevenOClock = Date.parse("2026-12-01T07:30:00Z");

async function shopWithOverdueOrder(supply: object) {
  const shop = await admin.open("selling");
  const { item } = variantById(shop.shop, Number(shop.variantIds[0]!.split("/").at(-1)))!;
  const [location] = [...shop.shop.locations.values()];
  await orderOf(shop.domain, {
    inventoryItemId: gid("InventoryItem", item.id),
    locationId: gid("Location", location!.id),
    orderedUnits: 8,
    expectedOn: "2026-11-20",
  });
  await withShop(shop.domain, async (db) => {
    await db.shopSettings.upsert({
      where: { shop: shop.domain },
      create: { shop: shop.domain, discontinuedTags: [], dismissed: [], supply },
      update: { supply },
    });
    await db.shop.update({ where: { domain: shop.domain }, data: { timeZone: "UTC", morningMailOn: null } });
  });
  const sent: Mail[] = [];
  const ports: Ports = {
    ...shop.ports,
    clock: { ...shop.ports.clock, businessNow: () => Promise.resolve(sevenOClock) },
    mailer: {
      isConfigured: true,
      send: (mail) => {
        sent.push(mail);
        return Promise.resolve();
      },
    },
  };
  const morning = async () => {
    await runDue(ports);
    await shop.queue.run(ports, handlers);
  };
  return { shop, sent, morning };
}

it("lists what needs the merchant, once a morning, where they asked for it", async () => {
  const { shop, sent, morning } = await shopWithOverdueOrder({
    morningMail: { isOn: true, to: "ada@shop.test" },
  });
  await morning();
  await morning();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ to: "ada@shop.test" });
  expect(sent[0]!.text).toContain("PO-1001, Lanterna: expected 2026-11-20, 8 units open");
  const home = await admin.get(loader, shop.domain, "/app");
  expect(home.home.today.overdue).toMatchObject([{ number: "PO-1001", openUnits: 8 }]);
});

it("sends none where nobody asked", async () => {
  const { sent, morning } = await shopWithOverdueOrder({});
  await morning();
  expect(sent).toEqual([]);
});
