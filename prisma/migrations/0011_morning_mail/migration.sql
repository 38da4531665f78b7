-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "morningMailOn" TEXT;
