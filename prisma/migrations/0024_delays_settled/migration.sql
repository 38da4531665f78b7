-- AlterTable
ALTER TABLE "DelayCase" ADD COLUMN     "settledOn" TEXT;
