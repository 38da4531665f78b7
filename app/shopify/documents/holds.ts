const fulfillmentOrderFields = /* GraphQL */ `
  id
  status
  assignedLocation {
    location {
      id
    }
  }
  fulfillmentHolds {
    id
    heldByRequestingApp
  }
  lineItems(first: $lines) {
    nodes {
      id
      remainingQuantity
      lineItem {
        id
      }
    }
    pageInfo {
      hasNextPage
    }
  }
`;

export const ReadHeldOrders = /* GraphQL */ `
  query ReadHeldOrders($ids: [ID!]!, $units: Int!, $lines: Int!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        tags
        fulfillmentOrders(first: $units) {
          nodes {
            ${fulfillmentOrderFields}
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`;

export const HoldFulfillmentOrder = /* GraphQL */ `
  mutation HoldFulfillmentOrder($id: ID!, $hold: FulfillmentOrderHoldInput!) {
    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
      fulfillmentHold {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export const ReleaseHolds = /* GraphQL */ `
  mutation ReleaseHolds($id: ID!, $holdIds: [ID!]!) {
    fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
      userErrors {
        field
        message
      }
    }
  }
`;

export const AddOrderTags = /* GraphQL */ `
  mutation AddOrderTags($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors {
        field
        message
      }
    }
  }
`;

export const RemoveOrderTags = /* GraphQL */ `
  mutation RemoveOrderTags($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) {
      userErrors {
        field
        message
      }
    }
  }
`;
