-- AlterTable
ALTER TABLE "ShopSettings" ADD COLUMN     "backorders" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "customers" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN     "allocatedUnits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cancelledUnits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "orderedUnits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shippedUnits" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "StaleQueue" ADD COLUMN     "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "LedgerOrder" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "financialStatus" TEXT NOT NULL,
    "hasPaymentTerms" BOOLEAN NOT NULL DEFAULT false,
    "countsFrom" TIMESTAMPTZ(3),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "customerTags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "locale" TEXT NOT NULL DEFAULT 'en',
    "isTest" BOOLEAN NOT NULL DEFAULT false,
    "isAdopted" BOOLEAN NOT NULL DEFAULT false,
    "isRedacted" BOOLEAN NOT NULL DEFAULT false,
    "isUnreadable" BOOLEAN NOT NULL DEFAULT false,
    "cancelledAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LedgerOrder_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateTable
CREATE TABLE "LedgerUnit" (
    "shop" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "fulfillmentOrderId" TEXT,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "inventoryItemId" TEXT,
    "locationId" TEXT,
    "remainingUnits" INTEGER NOT NULL,
    "allocatedUnits" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT '',
    "holdId" TEXT,

    CONSTRAINT "LedgerUnit_pkey" PRIMARY KEY ("shop","unitId")
);

-- CreateTable
CREATE TABLE "LedgerEvent" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "inventoryItemId" TEXT,
    "kind" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "cause" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LedgerEvent_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "BackorderEvent" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isHandled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "BackorderEvent_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "QueueOverride" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "by" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoneBy" TEXT,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "QueueOverride_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "UnsettledOrder" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnsettledOrder_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateIndex
CREATE INDEX "LedgerOrder_shop_name_idx" ON "LedgerOrder"("shop", "name");

-- CreateIndex
CREATE INDEX "LedgerUnit_shop_orderId_idx" ON "LedgerUnit"("shop", "orderId");

-- CreateIndex
CREATE INDEX "LedgerUnit_shop_lineId_idx" ON "LedgerUnit"("shop", "lineId");

-- CreateIndex
CREATE INDEX "LedgerUnit_shop_inventoryItemId_idx" ON "LedgerUnit"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "LedgerEvent_shop_lineId_id_idx" ON "LedgerEvent"("shop", "lineId", "id");

-- CreateIndex
CREATE INDEX "LedgerEvent_shop_orderId_id_idx" ON "LedgerEvent"("shop", "orderId", "id");

-- CreateIndex
CREATE INDEX "BackorderEvent_shop_orderId_id_idx" ON "BackorderEvent"("shop", "orderId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "BackorderEvent_shop_key_key" ON "BackorderEvent"("shop", "key");

-- CreateIndex
CREATE INDEX "QueueOverride_shop_lineId_idx" ON "QueueOverride"("shop", "lineId");


-- What customers are told of is looked for by what nobody has taken yet.
CREATE INDEX "BackorderEvent_open_idx" ON "BackorderEvent" (shop, id) WHERE NOT "isHandled";

-- What was known of orders before this, from their lines; the next sweep reads the rest.
INSERT INTO "LedgerOrder" (shop, "orderId", name, "placedAt", "financialStatus", "countsFrom", "isTest", "isAdopted",
  "isRedacted", "cancelledAt", "updatedAt")
SELECT shop, "orderId", max("orderName"), min("placedAt"),
  CASE WHEN bool_or("paidAt" IS NOT NULL) THEN 'PAID' ELSE 'PENDING' END, min("paidAt"), bool_or("isTest"),
  bool_or("isAdopted"), bool_or("isRedacted"), max("cancelledAt"), min("updatedAt")
FROM "OrderLine" GROUP BY shop, "orderId";
UPDATE "OrderLine" SET "orderedUnits" = "quantityUnits", "shippedUnits" = greatest(0, "quantityUnits" - "unfulfilledUnits");

-- Tenants are separated by the database, as in 0001_start.
DO $$
DECLARE tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['LedgerOrder', 'LedgerUnit', 'LedgerEvent', 'BackorderEvent', 'QueueOverride',
                                'UnsettledOrder']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY shop_only ON %I USING (shop = current_setting(''arrivo.shop'', true)) '
                   'WITH CHECK (shop = current_setting(''arrivo.shop'', true))', tenant);
  END LOOP;
END $$;
