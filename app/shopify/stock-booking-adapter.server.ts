import { z } from "zod";
import { ShopifyRejected, ShopifyUnreachable } from "../errors.ts";
import type { BookingResult, StockBookingPort } from "../supply/purchase-orders/stock-booking-port.ts";
import { userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { BookReceipt } from "./documents/receipts.ts";

const answer = z.object({ inventoryAdjustQuantities: z.object({ userErrors }).nullable() });

/** Whether they were booked is not known yet: the same key will tell. */
const notYetKnown = new Set(["IDEMPOTENCY_CONCURRENT_REQUEST", "SERVICE_UNAVAILABLE"]);

export function stockBookingAdapter(client: ShopifyClient): StockBookingPort {
  return {
    async bookStock({ key, inventoryItemId, locationId, units, receiptId }): Promise<BookingResult> {
      const input = {
        name: "available",
        reason: "received",
        referenceDocumentUri: `gid://arrivo/Receipt/${receiptId}`,
        // Null: whatever stands there now, the units are added to it.
        changes: [{ inventoryItemId, locationId, delta: units, changeFromQuantity: null }],
      };
      const errors = await client
        .query(BookReceipt, { key, input }, answer)
        .then((data) => data.inventoryAdjustQuantities?.userErrors ?? [])
        .catch((error: unknown) => {
          // Any other fault of the whole answer says nothing of the units: they may be booked.
          if (error instanceof ShopifyRejected && error.userErrors.some(({ code }) => code === "ACCESS_DENIED"))
            return error.userErrors;
          throw error;
        });
      if (errors.length === 0) return { ok: true };
      const codes = errors.map(({ code }) => code ?? "");
      if (codes.some((code) => notYetKnown.has(code)))
        throw new ShopifyUnreachable(`BookReceipt: Shopify reports ${codes.join(", ")}`);
      return { ok: false, reason: reasonOf(codes) };
    },
  };
}

function reasonOf(codes: readonly string[]): Extract<BookingResult, { ok: false }>["reason"] {
  if (codes.includes("ACCESS_DENIED")) return "no-scope";
  if (codes.includes("INVALID_LOCATION")) return "not-stocked";
  if (codes.includes("INVALID_INVENTORY_ITEM") || codes.includes("NON_MUTABLE_INVENTORY_ITEM")) return "no-item";
  return "refused";
}
