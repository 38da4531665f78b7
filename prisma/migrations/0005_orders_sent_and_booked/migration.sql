-- AlterTable
ALTER TABLE "PurchaseOrder" ADD COLUMN     "mailedAt" TIMESTAMPTZ(3),
ADD COLUMN     "mailedTo" TEXT;

-- AlterTable
ALTER TABLE "Receipt" ADD COLUMN     "bookingError" TEXT,
ADD COLUMN     "bookingKey" TEXT,
ADD COLUMN     "bookingKeyAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Receipt_shop_purchaseOrderId_idx" ON "Receipt"("shop", "purchaseOrderId");
