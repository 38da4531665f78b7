export const MoveFulfillmentOrder = /* GraphQL */ `
  mutation MoveFulfillmentOrder($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
    fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {
      movedFulfillmentOrder {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;
