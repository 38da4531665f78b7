-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "country" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "DelayCase" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "slip" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "law" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "silence" TEXT NOT NULL,
    "deadlineOn" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DelayCase_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "DelayCaseLine" (
    "shop" TEXT NOT NULL,
    "caseId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "beforeFrom" TEXT,
    "beforeTo" TEXT,
    "afterFrom" TEXT,
    "afterTo" TEXT,
    "number" INTEGER NOT NULL,
    "silence" TEXT NOT NULL,
    "cause" JSONB NOT NULL,

    CONSTRAINT "DelayCaseLine_pkey" PRIMARY KEY ("shop","caseId","lineId")
);

-- CreateTable
CREATE TABLE "Answer" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT NOT NULL,
    "caseId" TEXT,
    "choice" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "textShown" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Cancellation" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "caseId" TEXT,
    "lines" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "way" TEXT,
    "refundMinor" BIGINT,
    "shippingMinor" BIGINT,
    "currency" TEXT NOT NULL DEFAULT '',
    "requestKey" TEXT,
    "requestKeyAt" TIMESTAMPTZ(3),
    "requestId" TEXT,
    "error" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Cancellation_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ShipTo" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "country" TEXT,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShipTo_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateIndex
CREATE INDEX "DelayCase_shop_status_deadlineOn_idx" ON "DelayCase"("shop", "status", "deadlineOn");

-- CreateIndex
CREATE UNIQUE INDEX "DelayCase_shop_orderId_slip_key" ON "DelayCase"("shop", "orderId", "slip");

-- CreateIndex
CREATE INDEX "DelayCaseLine_shop_lineId_idx" ON "DelayCaseLine"("shop", "lineId");

-- CreateIndex
CREATE INDEX "Answer_shop_orderId_id_idx" ON "Answer"("shop", "orderId", "id");

-- CreateIndex
CREATE INDEX "Answer_shop_caseId_idx" ON "Answer"("shop", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_shop_key_key" ON "Answer"("shop", "key");

-- CreateIndex
CREATE INDEX "Cancellation_shop_orderId_idx" ON "Cancellation"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Cancellation_shop_status_idx" ON "Cancellation"("shop", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Cancellation_shop_key_key" ON "Cancellation"("shop", "key");

-- AddForeignKey
ALTER TABLE "DelayCaseLine" ADD CONSTRAINT "DelayCaseLine_shop_caseId_fkey" FOREIGN KEY ("shop", "caseId") REFERENCES "DelayCase"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- An order is asked one thing at a time: the next slip replaces what was asked before.
CREATE UNIQUE INDEX "DelayCase_open_idx" ON "DelayCase" (shop, "orderId") WHERE status = 'open';

-- Tenants are separated by the database, as in 0001_start.
DO $$
DECLARE tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['DelayCase', 'DelayCaseLine', 'Answer', 'Cancellation', 'ShipTo']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY shop_only ON %I USING (shop = current_setting(''arrivo.shop'', true)) '
                   'WITH CHECK (shop = current_setting(''arrivo.shop'', true))', tenant);
  END LOOP;
END $$;
