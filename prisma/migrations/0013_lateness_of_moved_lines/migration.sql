-- AlterTable
ALTER TABLE "LatenessRecord" ADD COLUMN     "movedQuantiles" JSONB;
