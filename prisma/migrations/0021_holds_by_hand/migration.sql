-- A person's word on the holds of one order, and what finds those who wait without reading those who don't.
ALTER TABLE "LedgerOrder" ADD COLUMN "holdRule" TEXT, ADD COLUMN "holdRuleBy" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "holdRuleAt" TIMESTAMPTZ(3);

CREATE INDEX "OrderLine_waiting_idx" ON "OrderLine" (shop, "orderId") WHERE "unfulfilledUnits" > 0;
CREATE INDEX "LinePromise_open_idx" ON "LinePromise" (shop, "lineId") WHERE outcome IS NULL;
