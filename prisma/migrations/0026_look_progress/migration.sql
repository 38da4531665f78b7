-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "lookProgress" JSONB;
