const orderFields = /* GraphQL */ `
  id
  name
  test
  fullyPaid
  sourceName
  createdAt
  processedAt
  cancelledAt
  updatedAt
  retailLocation {
    id
  }
`;

const lineFields = /* GraphQL */ `
  id
  name
  currentQuantity
  unfulfilledQuantity
  customAttributes {
    key
    value
  }
  variant {
    id
    inventoryItem {
      id
    }
  }
`;

/** For a bulk operation; the filter is put in before it is started, since bulk queries take no variables. */
export const BulkOrders = /* GraphQL */ `
  query BulkOrders {
    orders(query: "") {
      edges {
        node {
          ${orderFields}
          lineItems {
            edges {
              node {
                ${lineFields}
              }
            }
          }
        }
      }
    }
  }
`;

export const ReadOrders = /* GraphQL */ `
  query ReadOrders($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        ${orderFields}
        lineItems(first: 40) {
          nodes {
            ${lineFields}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`;

export const ReadOrderLines = /* GraphQL */ `
  query ReadOrderLines($id: ID!, $after: String) {
    order(id: $id) {
      lineItems(first: 150, after: $after) {
        nodes {
          ${lineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const ReadChangedOrders = /* GraphQL */ `
  query ReadChangedOrders($query: String!, $after: String) {
    orders(first: 250, query: $query, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
