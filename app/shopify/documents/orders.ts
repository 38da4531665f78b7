const orderFields = /* GraphQL */ `
  id
  name
  test
  displayFinancialStatus
  tags
  customerLocale
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
  quantity
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

/** What optional scopes let us read besides. */
const reachFields = /* GraphQL */ `
  paymentTerms @include(if: $paymentTerms) {
    id
  }
  customer @include(if: $customerTags) {
    tags
  }
`;

const unitLineFields = /* GraphQL */ `
  totalQuantity
  remainingQuantity
  lineItem {
    id
  }
`;

const unitFields = /* GraphQL */ `
  id
  assignedLocation {
    location {
      id
    }
  }
  fulfillmentHolds {
    heldByRequestingApp
  }
  lineItems(first: 20) {
    nodes {
      ${unitLineFields}
    }
    pageInfo {
      hasNextPage
      endCursor
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
  query ReadOrders($ids: [ID!]!, $units: Boolean!, $paymentTerms: Boolean!, $customerTags: Boolean!) {
    nodes(ids: $ids) {
      ... on Order {
        ${orderFields}
        ${reachFields}
        lineItems(first: 20) {
          nodes {
            ${lineFields}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        fulfillmentOrders(first: 3) @include(if: $units) {
          nodes {
            ${unitFields}
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

export const ReadOrderUnits = /* GraphQL */ `
  query ReadOrderUnits($id: ID!, $after: String) {
    order(id: $id) {
      fulfillmentOrders(first: 10, after: $after) {
        nodes {
          ${unitFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const ReadUnitLines = /* GraphQL */ `
  query ReadUnitLines($id: ID!, $after: String) {
    fulfillmentOrder(id: $id) {
      lineItems(first: 150, after: $after) {
        nodes {
          ${unitLineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
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
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
