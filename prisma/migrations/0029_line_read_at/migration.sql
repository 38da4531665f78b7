-- An order is read many times, and most reads find its lines as they were: only what changes a line's units makes the
-- stock that was read before it too old.
ALTER TABLE "OrderLine" ADD COLUMN "readAt" TIMESTAMPTZ(3);
