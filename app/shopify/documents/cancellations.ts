export const ReadOrderToCancel = /* GraphQL */ `
  query ReadOrderToCancel($id: ID!, $after: String) {
    order(id: $id) {
      id
      cancelledAt
      displayFinancialStatus
      lineItems(first: 30, after: $after) {
        nodes {
          id
          currentQuantity
          unfulfilledQuantity
          requiresShipping
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** Needs one of the optional scopes on fulfilment orders. */
export const ReadPackedUnits = /* GraphQL */ `
  query ReadPackedUnits($id: ID!, $after: String) {
    order(id: $id) {
      fulfillmentOrders(first: 3, after: $after) {
        nodes {
          status
          lineItems(first: 20) {
            nodes {
              remainingQuantity
              lineItem {
                id
              }
            }
            pageInfo {
              hasNextPage
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const SuggestRefund = /* GraphQL */ `
  query SuggestRefund($id: ID!, $lines: [RefundLineItemInput!]!, $withShipping: Boolean!) {
    order(id: $id) {
      suggestedRefund(refundLineItems: $lines, refundShipping: $withShipping) {
        amountSet {
          presentmentMoney {
            amount
            currencyCode
          }
        }
        shipping {
          amountSet {
            presentmentMoney {
              amount
            }
          }
        }
        suggestedTransactions {
          gateway
          amountSet {
            presentmentMoney {
              amount
            }
          }
          parentTransaction {
            id
          }
        }
      }
    }
  }
`;

/** Needs the optional scope write_orders. */
export const RefundUnits = /* GraphQL */ `
  mutation RefundUnits($key: String!, $input: RefundInput!) {
    refundCreate(input: $input) @idempotent(key: $key) {
      refund {
        totalRefundedSet {
          presentmentMoney {
            amount
            currencyCode
          }
        }
        transactions(first: 10) {
          nodes {
            status
          }
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`;

/** Needs the optional scope write_order_edits, as do the three that follow. */
export const BeginEdit = /* GraphQL */ `
  mutation BeginEdit($id: ID!) {
    orderEditBegin(id: $id) {
      calculatedOrder {
        id
        shippingLines {
          id
          price {
            presentmentMoney {
              amount
            }
          }
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`;

export const SetEditedQuantity = /* GraphQL */ `
  mutation SetEditedQuantity($id: ID!, $lineItemId: ID!, $quantity: Int!) {
    orderEditSetQuantity(id: $id, lineItemId: $lineItemId, quantity: $quantity, restock: true) {
      userErrors {
        field
        message
      }
    }
  }
`;

export const RemoveEditedShipping = /* GraphQL */ `
  mutation RemoveEditedShipping($id: ID!, $shippingLineId: ID!) {
    orderEditRemoveShippingLine(id: $id, shippingLineId: $shippingLineId) {
      userErrors {
        field
        message
      }
    }
  }
`;

export const CommitEdit = /* GraphQL */ `
  mutation CommitEdit($id: ID!) {
    orderEditCommit(id: $id, notifyCustomer: true) {
      userErrors {
        field
        message
      }
    }
  }
`;

/** Needs the optional scope write_orders. The order is cancelled a moment later, by the job. */
export const CancelOrder = /* GraphQL */ `
  mutation CancelOrder($id: ID!, $reason: OrderCancelReason!) {
    orderCancel(
      orderId: $id
      reason: $reason
      restock: true
      notifyCustomer: true
      refundMethod: { originalPaymentMethodsRefund: true }
    ) {
      job {
        id
      }
      orderCancelUserErrors {
        field
        message
        code
      }
    }
  }
`;

export const ReadJob = /* GraphQL */ `
  query ReadJob($id: ID!) {
    job(id: $id) {
      done
    }
  }
`;
