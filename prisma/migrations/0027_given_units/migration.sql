-- AlterTable
ALTER TABLE "OrderLine" ADD COLUMN "firmUnits" INTEGER NOT NULL DEFAULT 0;

-- Whatever was given until now may have been heard of.
UPDATE "OrderLine" SET "firmUnits" = "allocatedUnits" WHERE "allocatedUnits" > 0;

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN "stockReadAt" TIMESTAMPTZ(3);
