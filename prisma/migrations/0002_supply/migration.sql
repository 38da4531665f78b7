-- AlterTable
ALTER TABLE "ShopSettings" ADD COLUMN     "supply" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "collectionIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Policy" ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Collection" (
    "shop" TEXT NOT NULL,
    "collectionId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenBySync" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Collection_pkey" PRIMARY KEY ("shop","collectionId")
);

-- CreateTable
CREATE TABLE "Supplier" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contactName" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "currency" TEXT NOT NULL,
    "leadDays" INTEGER,
    "leadDayCount" TEXT NOT NULL DEFAULT 'calendar',
    "workingWeekdays" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
    "closures" JSONB NOT NULL DEFAULT '[]',
    "holidayCountry" TEXT,
    "minimumOrderMinor" BIGINT,
    "note" TEXT NOT NULL DEFAULT '',
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Supplier_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "SupplierTerms" (
    "shop" TEXT NOT NULL,
    "supplierId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "supplierSku" TEXT,
    "priceMinor" BIGINT,
    "packUnits" INTEGER NOT NULL DEFAULT 1,
    "minimumUnits" INTEGER NOT NULL DEFAULT 1,
    "leadDays" INTEGER,
    "rank" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SupplierTerms_pkey" PRIMARY KEY ("shop","supplierId","variantId")
);

-- CreateTable
CREATE TABLE "PurchaseOrder" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "supplierId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "currency" TEXT NOT NULL,
    "orderedOn" TEXT,
    "confirmedOn" TEXT,
    "closedOn" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT 'hand',
    "externalKey" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PurchaseOrder_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "PurchaseOrderLine" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "purchaseOrderId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "variantId" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "supplierSku" TEXT,
    "orderedUnits" INTEGER NOT NULL,
    "receivedUnits" INTEGER NOT NULL DEFAULT 0,
    "closedUnits" INTEGER NOT NULL DEFAULT 0,
    "priceMinor" BIGINT,
    "expectedOn" TEXT,
    "statedOn" TEXT,
    "externalKey" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PurchaseOrderLine_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ExpectedDayChange" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "lineId" TEXT NOT NULL,
    "fromDay" TEXT,
    "toDay" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExpectedDayChange_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "purchaseOrderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "receivedOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "booking" TEXT NOT NULL DEFAULT 'recorded',
    "source" TEXT NOT NULL DEFAULT 'hand',

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ShopifyInboundLine" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parentId" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "originLocationId" TEXT,
    "status" TEXT NOT NULL,
    "quantityUnits" INTEGER NOT NULL,
    "unreceivedUnits" INTEGER NOT NULL,
    "arrivesOn" TEXT,
    "purchaseOrderLineId" TEXT,
    "isNoDouble" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenBySync" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ShopifyInboundLine_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "AssumedReceipt" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "AssumedReceipt_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LatenessRecord" (
    "shop" TEXT NOT NULL,
    "supplierId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL DEFAULT '',
    "receiptCount" INTEGER NOT NULL,
    "quantiles" JSONB NOT NULL,
    "basis" TEXT NOT NULL,
    "computedOn" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LatenessRecord_pkey" PRIMARY KEY ("shop","supplierId","variantId")
);

-- CreateTable
CREATE TABLE "LinePromise" (
    "shop" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "toldFrom" TEXT,
    "toldTo" TEXT,
    "toldStanding" TEXT NOT NULL DEFAULT 'none',
    "parts" JSONB NOT NULL DEFAULT '[]',
    "computedFrom" TEXT,
    "computedTo" TEXT,
    "givenFrom" TEXT,
    "givenTo" TEXT,
    "isDelayedAtBirth" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinePromise_pkey" PRIMARY KEY ("shop","lineId")
);

-- CreateTable
CREATE TABLE "PromiseChange" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "lineId" TEXT NOT NULL,
    "reportId" TEXT,
    "fromFrom" TEXT,
    "fromTo" TEXT,
    "toFrom" TEXT,
    "toTo" TEXT,
    "cause" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PromiseChange_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ChangeReport" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "dueAt" TIMESTAMPTZ(3),
    "lineCount" INTEGER NOT NULL DEFAULT 0,
    "orderCount" INTEGER NOT NULL DEFAULT 0,
    "mostDays" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChangeReport_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ColumnMapping" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ColumnMapping_pkey" PRIMARY KEY ("shop","kind","header")
);

-- CreateIndex
CREATE UNIQUE INDEX "Supplier_shop_name_key" ON "Supplier"("shop", "name");

-- CreateIndex
CREATE INDEX "SupplierTerms_shop_variantId_rank_idx" ON "SupplierTerms"("shop", "variantId", "rank");

-- CreateIndex
CREATE INDEX "PurchaseOrder_shop_supplierId_idx" ON "PurchaseOrder"("shop", "supplierId");

-- CreateIndex
CREATE INDEX "PurchaseOrder_shop_status_idx" ON "PurchaseOrder"("shop", "status");

-- CreateIndex
CREATE UNIQUE INDEX "PurchaseOrder_shop_number_key" ON "PurchaseOrder"("shop", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PurchaseOrder_shop_externalKey_key" ON "PurchaseOrder"("shop", "externalKey");

-- CreateIndex
CREATE INDEX "PurchaseOrderLine_shop_purchaseOrderId_position_idx" ON "PurchaseOrderLine"("shop", "purchaseOrderId", "position");

-- CreateIndex
CREATE INDEX "PurchaseOrderLine_shop_inventoryItemId_idx" ON "PurchaseOrderLine"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "PurchaseOrderLine_shop_variantId_idx" ON "PurchaseOrderLine"("shop", "variantId");

-- CreateIndex
CREATE INDEX "ExpectedDayChange_shop_lineId_id_idx" ON "ExpectedDayChange"("shop", "lineId", "id");

-- CreateIndex
CREATE INDEX "Receipt_shop_lineId_idx" ON "Receipt"("shop", "lineId");

-- CreateIndex
CREATE INDEX "Receipt_shop_booking_idx" ON "Receipt"("shop", "booking");

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_shop_key_key" ON "Receipt"("shop", "key");

-- CreateIndex
CREATE INDEX "ShopifyInboundLine_shop_inventoryItemId_idx" ON "ShopifyInboundLine"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "ShopifyInboundLine_shop_parentId_idx" ON "ShopifyInboundLine"("shop", "parentId");

-- CreateIndex
CREATE INDEX "AssumedReceipt_shop_lineId_idx" ON "AssumedReceipt"("shop", "lineId");

-- CreateIndex
CREATE INDEX "AssumedReceipt_shop_answer_idx" ON "AssumedReceipt"("shop", "answer");

-- CreateIndex
CREATE INDEX "LinePromise_shop_inventoryItemId_idx" ON "LinePromise"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "LinePromise_shop_computedTo_idx" ON "LinePromise"("shop", "computedTo");

-- CreateIndex
CREATE INDEX "PromiseChange_shop_lineId_id_idx" ON "PromiseChange"("shop", "lineId", "id");

-- CreateIndex
CREATE INDEX "PromiseChange_shop_reportId_idx" ON "PromiseChange"("shop", "reportId");

-- CreateIndex
CREATE INDEX "ChangeReport_shop_status_openedAt_idx" ON "ChangeReport"("shop", "status", "openedAt");

-- CreateIndex
CREATE INDEX "Product_shop_vendor_idx" ON "Product"("shop", "vendor");

-- CreateIndex
CREATE INDEX "Product_shop_productType_idx" ON "Product"("shop", "productType");

-- AddForeignKey
ALTER TABLE "SupplierTerms" ADD CONSTRAINT "SupplierTerms_shop_supplierId_fkey" FOREIGN KEY ("shop", "supplierId") REFERENCES "Supplier"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchaseOrder" ADD CONSTRAINT "PurchaseOrder_shop_supplierId_fkey" FOREIGN KEY ("shop", "supplierId") REFERENCES "Supplier"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchaseOrderLine" ADD CONSTRAINT "PurchaseOrderLine_shop_purchaseOrderId_fkey" FOREIGN KEY ("shop", "purchaseOrderId") REFERENCES "PurchaseOrder"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Rules find the products of a collection or a tag without reading all of them.
CREATE INDEX "Product_collectionIds_idx" ON "Product" USING gin ("collectionIds");
CREATE INDEX "Product_tags_idx" ON "Product" USING gin ("tags");

-- Tenants are separated by the database, as in 0001_start.
DO $$
DECLARE tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['Collection', 'Supplier', 'SupplierTerms', 'PurchaseOrder', 'PurchaseOrderLine',
                                'ExpectedDayChange', 'Receipt', 'ShopifyInboundLine', 'AssumedReceipt', 'LatenessRecord',
                                'LinePromise', 'PromiseChange', 'ChangeReport', 'ColumnMapping']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY shop_only ON %I USING (shop = current_setting(''arrivo.shop'', true)) '
                   'WITH CHECK (shop = current_setting(''arrivo.shop'', true))', tenant);
  END LOOP;
END $$;
