-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Units are kept by line and location: fulfilment orders split and merge, and are read anew before they are touched.
DROP TABLE "LedgerUnit";
CREATE TABLE "LedgerUnit" (
    "shop" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL DEFAULT '',
    "orderId" TEXT NOT NULL,
    "inventoryItemId" TEXT,
    "remainingUnits" INTEGER NOT NULL,
    "allocatedUnits" INTEGER NOT NULL DEFAULT 0,
    "heldUnits" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LedgerUnit_pkey" PRIMARY KEY ("shop","lineId","locationId")
);
CREATE INDEX "LedgerUnit_shop_orderId_idx" ON "LedgerUnit"("shop", "orderId");
CREATE INDEX "LedgerUnit_shop_inventoryItemId_idx" ON "LedgerUnit"("shop", "inventoryItemId");

-- Tenants are separated by the database, as in 0001_start.
ALTER TABLE "LedgerUnit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "LedgerUnit" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_only ON "LedgerUnit" USING (shop = current_setting('arrivo.shop', true))
  WITH CHECK (shop = current_setting('arrivo.shop', true));

-- What is known of open lines before they are read again.
INSERT INTO "LedgerUnit" (shop, "lineId", "orderId", "inventoryItemId", "remainingUnits")
SELECT shop, "lineId", "orderId", "inventoryItemId", "unfulfilledUnits" FROM "OrderLine" WHERE "unfulfilledUnits" > 0;
