-- Why a promise moved, as the merchant corrected it; what Arrivo found stays beside it.
ALTER TABLE "PromiseChange" ADD COLUMN "correctedCause" TEXT, ADD COLUMN "correctedBy" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "correctedAt" TIMESTAMPTZ(3);
