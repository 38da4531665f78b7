-- Where the ledger and Shopify's figures differ, as the sweep found it: shown where it still does after a read.
CREATE TABLE "LedgerDifference" (
  shop TEXT NOT NULL,
  "inventoryItemId" TEXT NOT NULL,
  "locationId" TEXT NOT NULL DEFAULT '',
  "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  accepted TEXT,
  "acceptedBy" TEXT NOT NULL DEFAULT '',
  "acceptedAt" TIMESTAMPTZ(3),
  CONSTRAINT "LedgerDifference_pkey" PRIMARY KEY (shop, "inventoryItemId", "locationId")
);

-- Tenants are separated by the database, as in 0001_start.
ALTER TABLE "LedgerDifference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "LedgerDifference" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_only ON "LedgerDifference" USING (shop = current_setting('arrivo.shop', true))
  WITH CHECK (shop = current_setting('arrivo.shop', true));
