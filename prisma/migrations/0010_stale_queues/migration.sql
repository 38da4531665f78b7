-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "reportsDueAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "LinePromise" ADD COLUMN "isReady" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "reportId" TEXT;

-- CreateIndex
CREATE INDEX "LinePromise_shop_reportId_idx" ON "LinePromise"("shop", "reportId");

-- CreateTable
CREATE TABLE "StaleQueue" (
    "shop" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StaleQueue_pkey" PRIMARY KEY ("shop","inventoryItemId")
);

-- Tenants are separated by the database, as in 0001_start.
ALTER TABLE "StaleQueue" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "StaleQueue" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_only ON "StaleQueue" USING (shop = current_setting('arrivo.shop', true))
  WITH CHECK (shop = current_setting('arrivo.shop', true));
