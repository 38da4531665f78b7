-- Where an assumed receipt comes from: stock that rose, or a linked shipment that Shopify received.
ALTER TABLE "AssumedReceipt" ADD COLUMN     "because" TEXT NOT NULL DEFAULT 'rise';

-- CreateTable
CREATE TABLE "ExpectedRise" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "expectedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExpectedRise_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "ExpectedRise_shop_inventoryItemId_locationId_id_idx" ON "ExpectedRise"("shop", "inventoryItemId", "locationId", "id");

-- CreateIndex
CREATE INDEX "AssumedReceipt_shop_inventoryItemId_idx" ON "AssumedReceipt"("shop", "inventoryItemId");

-- Tenants are separated by the database, as in 0001_start.
ALTER TABLE "ExpectedRise" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ExpectedRise" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_only ON "ExpectedRise" USING (shop = current_setting('arrivo.shop', true))
  WITH CHECK (shop = current_setting('arrivo.shop', true));
