import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

/** Children before parents. */
const tenantTables = [
  "DelayCaseLine",
  "DelayCase",
  "Answer",
  "Cancellation",
  "ShipTo",
  "Compensation",
  "NoticeCause",
  "Notice",
  "NoticeTemplate",
  "OutgoingMessage",
  "StaleQueue",
  "PromiseChange",
  "ChangeReport",
  "LinePromise",
  "AssumedReceipt",
  "ExpectedRise",
  "Receipt",
  "ExpectedDayChange",
  "ShopifyInboundLine",
  "PurchaseOrderLine",
  "PurchaseOrder",
  "SupplierTerms",
  "LatenessRecord",
  "Supplier",
  "ColumnMapping",
  "Decision",
  "OutsideChange",
  "LedgerEvent",
  "LedgerUnit",
  "LedgerOrder",
  "BackorderEvent",
  "QueueOverride",
  "UnsettledOrder",
  "LedgerDifference",
  "OrderLine",
  "Task",
  "Policy",
  "InventoryLevel",
  "Variant",
  "Product",
  "Collection",
  "Location",
  "ShopSettings",
] as const;
const batchRows = 5_000;

/**
 * shop/redact, 48 hours after the uninstall: everything of the shop goes, in batches, and its registry entry last, so
 * that a run that was cut off is seen and goes on.
 */
export async function redactShop(_ports: Ports, shop: ShopDomain): Promise<void> {
  const db = outsideShops();
  const registered = await db.shop.findUnique({ where: { domain: shop } });
  // Shopify sends it for shops that came back, too, when they had been gone for two days.
  if (registered !== null && registered.state !== "uninstalled") return;
  for (const table of tenantTables) {
    let deleted = batchRows;
    while (deleted === batchRows) {
      deleted = await withShop(
        shop,
        (tenant) =>
          tenant.$executeRawUnsafe(
            `DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(SELECT ctid FROM "${table}" WHERE shop = $1 LIMIT ${batchRows}))`,
            shop,
          ),
        { timeoutMs: 60_000 },
      );
    }
  }
  await db.dirtyItem.deleteMany({ where: { shop } });
  await db.webhookInbox.deleteMany({ where: { shop } });
  await db.session.deleteMany({ where: { shop } });
  await db.shop.deleteMany({ where: { domain: shop } });
}
