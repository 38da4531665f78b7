import { z } from "zod";
import type { CancelableLine } from "../customers/cancellations/cancellation-port.ts";
import { pageInfo, userErrors } from "./answer-shapes.ts";

const line = z
  .object({
    id: z.string(),
    currentQuantity: z.number(),
    unfulfilledQuantity: z.number(),
    requiresShipping: z.boolean(),
  })
  .transform(({ id, currentQuantity, unfulfilledQuantity, requiresShipping }): CancelableLine => ({
    lineId: id,
    currentUnits: currentQuantity,
    unfulfilledUnits: Math.max(0, unfulfilledQuantity),
    requiresShipping,
  }));
export const orderPage = z.object({
  order: z
    .object({
      id: z.string(),
      cancelledAt: z.string().nullable(),
      displayFinancialStatus: z.string().nullable(),
      lineItems: z.object({
        nodes: z.array(line),
        pageInfo,
      }),
    })
    .nullable(),
});
const fulfillmentOrder = z.object({
  status: z.string(),
  lineItems: z.object({
    nodes: z.array(z.object({ remainingQuantity: z.number(), lineItem: z.object({ id: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});
export const packedPage = z.object({
  order: z.object({ fulfillmentOrders: z.object({ nodes: z.array(fulfillmentOrder), pageInfo }) }).nullable(),
});
const amount = z.object({ amount: z.string() });
const money = z.object({ amount: z.string(), currencyCode: z.string() });
export const suggestion = z.object({
  order: z
    .object({
      suggestedRefund: z
        .object({
          amountSet: z.object({ presentmentMoney: money }),
          shipping: z.object({ amountSet: z.object({ presentmentMoney: amount }) }),
          suggestedTransactions: z.array(
            z.object({
              gateway: z.string().nullable(),
              amountSet: z.object({ presentmentMoney: amount }),
              parentTransaction: z.object({ id: z.string() }).nullable(),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
});
export const refunded = z.object({
  refundCreate: z
    .object({
      refund: z
        .object({
          totalRefundedSet: z.object({ presentmentMoney: money }),
          transactions: z.object({ nodes: z.array(z.object({ status: z.string() })) }),
        })
        .nullable(),
      userErrors,
    })
    .nullable(),
});
const shippingLine = z.object({ id: z.string().nullable(), price: z.object({ presentmentMoney: amount }) });
export const begun = z.object({
  orderEditBegin: z
    .object({
      calculatedOrder: z.object({ id: z.string(), shippingLines: z.array(shippingLine) }).nullable(),
      userErrors,
    })
    .nullable(),
});
export const edited = z.object({ orderEditSetQuantity: z.object({ userErrors }).nullable() });
export const unshipped = z.object({ orderEditRemoveShippingLine: z.object({ userErrors }).nullable() });
export const committed = z.object({ orderEditCommit: z.object({ userErrors }).nullable() });
export const cancelling = z.object({
  orderCancel: z.object({ job: z.object({ id: z.string() }).nullable(), orderCancelUserErrors: userErrors }).nullable(),
});
export const job = z.object({ job: z.object({ done: z.boolean() }).nullable() });
