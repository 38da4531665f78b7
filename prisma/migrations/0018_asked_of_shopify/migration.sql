-- AlterTable
ALTER TABLE "Cancellation" ADD COLUMN     "request" JSONB;

-- AlterTable
ALTER TABLE "DelayCase" ADD COLUMN     "refundDueOn" TEXT;
