-- AlterTable
ALTER TABLE "LedgerOrder" ADD COLUMN "readAt" TIMESTAMPTZ(3);
