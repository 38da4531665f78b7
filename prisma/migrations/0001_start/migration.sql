
-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "emailVerified" BOOLEAN,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "domain" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'watching',
    "name" TEXT NOT NULL DEFAULT '',
    "contactEmail" TEXT,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "planName" TEXT NOT NULL DEFAULT '',
    "installedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(3),
    "dueRanOn" TEXT,
    "lookedAt" TIMESTAMPTZ(3),
    "sellingAt" TIMESTAMPTZ(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "WebhookInbox" (
    "webhookId" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "eventId" TEXT,
    "resourceId" TEXT,
    "triggeredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookInbox_pkey" PRIMARY KEY ("webhookId")
);

-- CreateTable
CREATE TABLE "DirtyItem" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "hintedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DirtyItem_pkey" PRIMARY KEY ("shop","kind","item")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "clockOffsetMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShopSettings" (
    "shop" TEXT NOT NULL,
    "storefront" JSONB NOT NULL DEFAULT '{}',
    "strangerRule" TEXT NOT NULL DEFAULT 'person-wins',
    "discontinuedTags" TEXT[],
    "dismissed" TEXT[],
    "adoptedOrdersAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShopSettings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Location" (
    "shop" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "fulfillsOnlineOrders" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Location_pkey" PRIMARY KEY ("shop","locationId")
);

-- CreateTable
CREATE TABLE "Product" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "productType" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "imageUrl" TEXT,
    "isBundleParent" BOOLEAN NOT NULL DEFAULT false,
    "isGiftCard" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenBySync" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateTable
CREATE TABLE "Variant" (
    "shop" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "displayName" TEXT NOT NULL DEFAULT '',
    "sku" TEXT,
    "position" INTEGER NOT NULL DEFAULT 1,
    "options" JSONB NOT NULL DEFAULT '[]',
    "priceMinor" BIGINT NOT NULL DEFAULT 0,
    "tracked" BOOLEAN NOT NULL DEFAULT false,
    "requiresShipping" BOOLEAN NOT NULL DEFAULT true,
    "inventoryPolicy" TEXT NOT NULL,
    "availableUnits" INTEGER NOT NULL DEFAULT 0,
    "everStocked" BOOLEAN NOT NULL DEFAULT false,
    "sold30Units" INTEGER NOT NULL DEFAULT 0,
    "owedUnits" INTEGER NOT NULL DEFAULT 0,
    "metafield" JSONB,
    "ownPolicy" TEXT,
    "yieldedAt" TIMESTAMPTZ(3),
    "resumedAt" TIMESTAMPTZ(3),
    "ownBeforeYield" TEXT,
    "isPutBack" BOOLEAN NOT NULL DEFAULT false,
    "reversedAt" TIMESTAMPTZ(3)[],
    "state" TEXT NOT NULL DEFAULT 'untouched',
    "reason" JSONB,
    "sellableUnits" INTEGER,
    "nextFrom" TEXT,
    "nextTo" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenBySync" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("shop","variantId")
);

-- CreateTable
CREATE TABLE "InventoryLevel" (
    "shop" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "available" INTEGER NOT NULL,
    "committed" INTEGER NOT NULL DEFAULT 0,
    "incoming" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenBySync" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "InventoryLevel_pkey" PRIMARY KEY ("shop","inventoryItemId","locationId")
);

-- CreateTable
CREATE TABLE "Policy" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "gives" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "variantId" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" JSONB NOT NULL,
    "publishedPolicy" TEXT NOT NULL,
    "ownPolicy" TEXT,
    "availableUnits" INTEGER NOT NULL,
    "leftUnits" INTEGER,
    "segments" JSONB NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "OutsideChange" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "variantId" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "fromPolicy" TEXT NOT NULL,
    "toPolicy" TEXT NOT NULL,
    "answer" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "OutsideChange_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "shop" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "orderName" TEXT NOT NULL,
    "variantId" TEXT,
    "inventoryItemId" TEXT,
    "locationId" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "quantityUnits" INTEGER NOT NULL,
    "unfulfilledUnits" INTEGER NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'web',
    "channel" TEXT,
    "isTest" BOOLEAN NOT NULL DEFAULT false,
    "toldText" TEXT,
    "toldWindow" JSONB,
    "isAdopted" BOOLEAN NOT NULL DEFAULT false,
    "isRedacted" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shop","lineId")
);

-- CreateTable
CREATE TABLE "Task" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "doneUnits" INTEGER NOT NULL DEFAULT 0,
    "totalUnits" INTEGER,
    "checkpoint" JSONB NOT NULL DEFAULT '{}',
    "report" JSONB NOT NULL DEFAULT '{}',
    "errorCode" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "WebhookInbox_receivedAt_idx" ON "WebhookInbox"("receivedAt");

-- CreateIndex
CREATE INDEX "WebhookInbox_shop_receivedAt_idx" ON "WebhookInbox"("shop", "receivedAt");

-- CreateIndex
CREATE INDEX "DirtyItem_shop_notBefore_idx" ON "DirtyItem"("shop", "notBefore");

-- CreateIndex
CREATE INDEX "Variant_shop_inventoryItemId_idx" ON "Variant"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "Variant_shop_productId_idx" ON "Variant"("shop", "productId");

-- CreateIndex
CREATE INDEX "Variant_shop_state_idx" ON "Variant"("shop", "state");

-- CreateIndex
CREATE INDEX "Variant_shop_sku_idx" ON "Variant"("shop", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "Policy_shop_level_targetId_key" ON "Policy"("shop", "level", "targetId");

-- CreateIndex
CREATE INDEX "Decision_shop_variantId_id_idx" ON "Decision"("shop", "variantId", "id");

-- CreateIndex
CREATE INDEX "OutsideChange_shop_answer_seenAt_idx" ON "OutsideChange"("shop", "answer", "seenAt");

-- CreateIndex
CREATE INDEX "OrderLine_shop_orderId_idx" ON "OrderLine"("shop", "orderId");

-- CreateIndex
CREATE INDEX "OrderLine_shop_inventoryItemId_placedAt_idx" ON "OrderLine"("shop", "inventoryItemId", "placedAt");

-- CreateIndex
CREATE INDEX "OrderLine_shop_variantId_placedAt_idx" ON "OrderLine"("shop", "variantId", "placedAt");

-- CreateIndex
CREATE INDEX "Task_shop_kind_startedAt_idx" ON "Task"("shop", "kind", "startedAt");

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_shop_productId_fkey" FOREIGN KEY ("shop", "productId") REFERENCES "Product"("shop", "productId") ON DELETE CASCADE ON UPDATE CASCADE;


-- Tenants are separated by the database: without `arrivo.shop` set for the transaction no row is visible, and FORCE
-- makes it hold for the owner of the table too. app/db.server.ts (withShop) sets it.
DO $$
DECLARE tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['ShopSettings', 'Location', 'Product', 'Variant', 'InventoryLevel', 'Policy', 'Decision',
                                'OutsideChange', 'OrderLine', 'Task']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY shop_only ON %I USING (shop = current_setting(''arrivo.shop'', true)) '
                   'WITH CHECK (shop = current_setting(''arrivo.shop'', true))', tenant);
  END LOOP;
END $$;

-- Search in the admin's list of variants: any part of title, variant or SKU.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Variant_search_idx" ON "Variant" USING gin (lower("displayName" || ' ' || coalesce("sku", '')) gin_trgm_ops);
