-- AlterTable
ALTER TABLE "LedgerOrder" ADD COLUMN "ownTags" TEXT[] DEFAULT ARRAY[]::TEXT[];
