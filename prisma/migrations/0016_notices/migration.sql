-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "noticesDueAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Notice" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "retryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMPTZ(3),
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "isRepeated" BOOLEAN NOT NULL DEFAULT false,
    "sentOn" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "kind" TEXT,
    "locale" TEXT,
    "fault" TEXT,
    "faultText" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "NoticeCause" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "causeKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineId" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "caseId" TEXT,
    "reportId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "noticeId" TEXT NOT NULL,
    "recalledAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeCause_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "NoticeTemplate" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "isLive" BOOLEAN NOT NULL DEFAULT true,
    "draftSubject" TEXT,
    "draftBody" TEXT,
    "draftFault" JSONB,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeTemplate_pkey" PRIMARY KEY ("shop","kind","locale")
);

-- CreateTable
CREATE TABLE "OutgoingMessage" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "httpCode" INTEGER,
    "fault" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutgoingMessage_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "Notice_shop_orderId_idx" ON "Notice"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Notice_shop_createdAt_idx" ON "Notice"("shop", "createdAt");

-- CreateIndex
CREATE INDEX "NoticeCause_shop_noticeId_idx" ON "NoticeCause"("shop", "noticeId");

-- CreateIndex
CREATE INDEX "NoticeCause_shop_orderId_id_idx" ON "NoticeCause"("shop", "orderId", "id");

-- CreateIndex
CREATE INDEX "NoticeCause_shop_reportId_idx" ON "NoticeCause"("shop", "reportId");

-- CreateIndex
CREATE INDEX "NoticeCause_shop_caseId_idx" ON "NoticeCause"("shop", "caseId");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeCause_shop_causeKey_key" ON "NoticeCause"("shop", "causeKey");

-- CreateIndex
CREATE INDEX "OutgoingMessage_shop_createdAt_idx" ON "OutgoingMessage"("shop", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMessage_shop_key_key" ON "OutgoingMessage"("shop", "key");

-- What is noted before an order's mail has left joins it.
CREATE UNIQUE INDEX "Notice_one_waiting" ON "Notice" (shop, "orderId") WHERE status = 'waiting';
-- One mail an order and day, whatever two senders think.
CREATE UNIQUE INDEX "Notice_one_a_day" ON "Notice" (shop, "orderId", "sentOn")
  WHERE status IN ('claimed', 'sending', 'sent', 'uncertain');
-- What a sender looks for: the few that have not left.
CREATE INDEX "Notice_open_idx" ON "Notice" (shop, "dueAt") WHERE status = 'waiting';
CREATE INDEX "Notice_under_way_idx" ON "Notice" (shop, "claimedUntil") WHERE status IN ('claimed', 'sending');
CREATE INDEX "OutgoingMessage_open_idx" ON "OutgoingMessage" (shop, "retryAt") WHERE status = 'waiting';

-- Tenants are separated by the database, as in 0001_start.
DO $$
DECLARE tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['Notice', 'NoticeCause', 'NoticeTemplate', 'OutgoingMessage']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY shop_only ON %I USING (shop = current_setting(''arrivo.shop'', true)) '
                   'WITH CHECK (shop = current_setting(''arrivo.shop'', true))', tenant);
  END LOOP;
END $$;
