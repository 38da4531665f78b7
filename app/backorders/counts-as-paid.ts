/** Shopify's words for an order whose place in the queue counts. PENDING does only on payment terms. */
const paidStatuses = new Set(["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "REFUNDED", "AUTHORIZED"]);

interface Payment {
  financialStatus: string;
  hasPaymentTerms: boolean;
}

export function countsAsPaid({ financialStatus, hasPaymentTerms }: Payment): boolean {
  return paidStatuses.has(financialStatus) || (financialStatus === "PENDING" && hasPaymentTerms);
}

const dayMs = 86_400_000;

/**
 * From when an order seen as paid now takes its place: from the day it was placed where it was paid then, or while its
 * place was still kept; else from now. Epoch milliseconds.
 */
export function countsFrom(placedAt: number, seenPaidAt: number, unpaidDays: number): number {
  return seenPaidAt - placedAt <= unpaidDays * dayMs ? placedAt : seenPaidAt;
}
