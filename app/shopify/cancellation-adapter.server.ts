import type { z } from "zod";
import type {
  CancelableLine,
  CancellationPort,
  CancellationRefusal,
  CancellationResult,
  LineUnits,
} from "../customers/cancellations/cancellation-port.ts";
import { ShopifyRejected, ShopifyUnreachable } from "../errors.ts";
import { fromMinorUnits } from "../shops/from-minor-units.ts";
import { toMinorUnits } from "../shops/to-minor-units.ts";
import { allPages } from "./all-pages.ts";
import type { userErrors } from "./answer-shapes.ts";
import {
  orderPage,
  packedPage,
  suggestion,
  refunded,
  begun,
  edited,
  unshipped,
  committed,
  cancelling,
  job,
} from "./cancellation-schemas.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  BeginEdit,
  CancelOrder,
  CommitEdit,
  ReadJob,
  ReadOrderToCancel,
  ReadPackedUnits,
  RefundUnits,
  RemoveEditedShipping,
  SetEditedQuantity,
  SuggestRefund,
} from "./documents/cancellations.ts";

/** Shopify's words for orders that money was captured for. */
const paidStatuses = new Set(["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);
const failedStatuses = new Set(["ERROR", "FAILURE"]);

const noPage = { nodes: [], pageInfo: { hasNextPage: false } };

type Errors = z.infer<typeof userErrors>;

export function cancellationAdapter(client: ShopifyClient): CancellationPort {
  /** Null: the scope is not granted. */
  async function readPacked(id: string, lines: readonly CancelableLine[]): Promise<Map<string, number> | null> {
    const units = new Map<string, number>();
    const pages = allPages(
      async (after) =>
        (await client.query(ReadPackedUnits, { id, after }, packedPage)).order?.fulfillmentOrders ?? noPage,
    );
    try {
      for await (const page of pages)
        for (const { lineItems } of page.filter(({ status }) => status === "IN_PROGRESS")) {
          for (const { lineItem, remainingQuantity } of lineItems.nodes)
            units.set(lineItem.id, (units.get(lineItem.id) ?? 0) + remainingQuantity);
          // More lines than were read: any of them may be in it.
          if (lineItems.pageInfo.hasNextPage)
            for (const { lineId, unfulfilledUnits } of lines) units.set(lineId, unfulfilledUnits);
        }
    } catch (error) {
      if (isDenied(error)) return null;
      throw error;
    }
    return units;
  }

  return {
    async readOrderToCancel(id) {
      const lines: CancelableLine[] = [];
      const found: { isCancelled: boolean; isPaid: boolean }[] = [];
      const pages = allPages(async (after) => {
        const { order } = await client.query(ReadOrderToCancel, { id, after }, orderPage);
        if (order === null) return noPage;
        const { cancelledAt, displayFinancialStatus: status, lineItems } = order;
        found.push({ isCancelled: cancelledAt !== null, isPaid: paidStatuses.has(status ?? "") });
        return lineItems;
      });
      for await (const page of pages) lines.push(...page);
      const [facts] = found;
      return facts === undefined ? null : { orderId: id, ...facts, lines, packedUnits: await readPacked(id, lines) };
    },

    async suggestRefund(id, lines, withShipping) {
      const { order } = await client.query(SuggestRefund, { id, lines: refundLines(lines), withShipping }, suggestion);
      if (order?.suggestedRefund == null) return null;
      const { amountSet, shipping, suggestedTransactions } = order.suggestedRefund;
      const { amount: total, currencyCode } = amountSet.presentmentMoney;
      const minor = (text: string) => toMinorUnits(text, currencyCode);
      return {
        amountMinor: minor(total),
        shippingMinor: minor(shipping.amountSet.presentmentMoney.amount),
        currency: currencyCode,
        transactions: suggestedTransactions
          .map((each) => ({
            gateway: each.gateway ?? "",
            parentId: each.parentTransaction?.id ?? null,
            amountMinor: minor(each.amountSet.presentmentMoney.amount),
          }))
          .filter(({ amountMinor }) => amountMinor > 0),
      };
    },

    async refundUnits(key, { orderId, lines, shippingMinor, currency, transactions }) {
      const input = {
        orderId,
        currency,
        notify: true,
        refundLineItems: refundLines(lines),
        ...(shippingMinor > 0 ? { shipping: { amount: fromMinorUnits(shippingMinor, currency) } } : {}),
        transactions: transactions.map(({ gateway, parentId, amountMinor }) => ({
          orderId,
          gateway,
          kind: "REFUND",
          amount: fromMinorUnits(amountMinor, currency),
          ...(parentId === null ? {} : { parentId }),
        })),
      };
      return orDenied(async () => {
        const { refundCreate } = await client.query(RefundUnits, { key, input }, refunded);
        const errors = refundCreate?.userErrors ?? [];
        if (errors.length > 0) return { ok: false, reason: reasonOfRefund(errors) };
        const refund = refundCreate?.refund;
        if (refund == null) throw new ShopifyUnreachable("RefundUnits: the answer has neither a refund nor an error");
        const { amount: total, currencyCode } = refund.totalRefundedSet.presentmentMoney;
        return {
          ok: true,
          refundedMinor: toMinorUnits(total, currencyCode),
          isMoneyLost: refund.transactions.nodes.some(({ status }) => failedStatuses.has(status)),
        };
      });
    },

    async lowerLines(orderId, to, withoutShipping) {
      return orDenied(async () => {
        const { orderEditBegin } = await client.query(BeginEdit, { id: orderId }, begun);
        const staged = orderEditBegin?.calculatedOrder;
        if (staged == null) return { ok: false, reason: "refused" };
        const { id } = staged;
        for (const { lineId, units } of to) {
          const lineItemId = lineId.replace("/LineItem/", "/CalculatedLineItem/");
          const { orderEditSetQuantity } = await client.query(
            SetEditedQuantity,
            { id, lineItemId, quantity: units },
            edited,
          );
          if ((orderEditSetQuantity?.userErrors ?? []).length > 0) return { ok: false, reason: "shipped" };
        }
        const charged = staged.shippingLines.flatMap((line) =>
          line.id !== null && Number(line.price.presentmentMoney.amount) > 0 ? [line.id] : [],
        );
        for (const shippingLineId of withoutShipping ? charged : []) {
          const given = { id, shippingLineId };
          const { orderEditRemoveShippingLine } = await client.query(RemoveEditedShipping, given, unshipped);
          if ((orderEditRemoveShippingLine?.userErrors ?? []).length > 0) return { ok: false, reason: "refused" };
        }
        const { orderEditCommit } = await client.query(CommitEdit, { id }, committed);
        if ((orderEditCommit?.userErrors ?? []).length > 0) return { ok: false, reason: "shipped" };
        return { ok: true, refundedMinor: null, isMoneyLost: false };
      });
    },

    async cancelOrder(id, reason) {
      const ask = async (): Promise<{ jobId: string } | CancellationRefusal> => {
        const { orderCancel } = await client.query(CancelOrder, { id, reason: reason.toUpperCase() }, cancelling);
        const errors = orderCancel?.orderCancelUserErrors ?? [];
        if (errors.length > 0) return errors.some(({ code }) => code === "NOT_FOUND") ? "gone" : "refused";
        if (orderCancel?.job == null) throw new ShopifyUnreachable("CancelOrder: the answer has no job");
        return { jobId: orderCancel.job.id };
      };
      return ask().catch((error: unknown) => {
        if (isDenied(error)) return "no-scope" as const;
        throw error;
      });
    },

    // One that Shopify no longer knows has ended.
    isJobDone: async (id) => (await client.query(ReadJob, { id }, job)).job?.done ?? true,
  };
}

const refundLines = (lines: readonly LineUnits[]) =>
  lines.map(({ lineId, units }) => ({ lineItemId: lineId, quantity: units, restockType: "CANCEL" }));

const isDenied = (error: unknown): boolean =>
  error instanceof ShopifyRejected && error.userErrors.some(({ code }) => code === "ACCESS_DENIED");

async function orDenied(ask: () => Promise<CancellationResult>): Promise<CancellationResult> {
  try {
    return await ask();
  } catch (error) {
    if (isDenied(error)) return { ok: false, reason: "no-scope" };
    throw error;
  }
}

/** What is wrong with the units names them; all else is the money. */
function reasonOfRefund(errors: Errors): CancellationRefusal {
  if (errors.some(({ code }) => code === "IDEMPOTENCY_CONCURRENT_REQUEST"))
    throw new ShopifyUnreachable("RefundUnits: the same request is under way");
  const names = errors.flatMap(({ field }) => field ?? []);
  if (names.includes("refundLineItems")) return "shipped";
  return names.includes("orderId") ? "gone" : "declined";
}
