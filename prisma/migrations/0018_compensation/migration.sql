-- CreateTable
CREATE TABLE "Compensation" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "caseId" TEXT,
    "lineIds" TEXT[],
    "status" TEXT NOT NULL,
    "gives" JSONB,
    "lateDays" INTEGER,
    "number" INTEGER NOT NULL DEFAULT 1,
    "orderMinor" BIGINT,
    "costMinor" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT '',
    "budgetMonth" TEXT,
    "customerId" TEXT,
    "code" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "shopifyId" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "isToDisable" BOOLEAN NOT NULL DEFAULT false,
    "fault" TEXT,
    "decidedBy" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "issuedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Compensation_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "Compensation_shop_orderId_idx" ON "Compensation"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Compensation_shop_status_createdAt_idx" ON "Compensation"("shop", "status", "createdAt");

-- CreateIndex
CREATE INDEX "Compensation_shop_budgetMonth_idx" ON "Compensation"("shop", "budgetMonth");

-- CreateIndex
CREATE UNIQUE INDEX "Compensation_shop_whom_cause_key" ON "Compensation"("shop", "whom", "cause");

-- Tenants are separated by the database, as in 0001_start.
ALTER TABLE "Compensation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Compensation" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_only ON "Compensation" USING (shop = current_setting('arrivo.shop', true))
  WITH CHECK (shop = current_setting('arrivo.shop', true));
