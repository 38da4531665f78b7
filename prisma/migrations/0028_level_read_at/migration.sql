-- The read is the level's: it is written with it, where the variant's row need not be.
ALTER TABLE "Variant" DROP COLUMN "stockReadAt";
ALTER TABLE "InventoryLevel" ADD COLUMN "readAt" TIMESTAMPTZ(3);

-- Rows that every order writes again: with room on their page, no index has to follow.
ALTER TABLE "Variant" SET (fillfactor = 60);
ALTER TABLE "InventoryLevel" SET (fillfactor = 70);
ALTER TABLE "DirtyItem" SET (fillfactor = 70);
