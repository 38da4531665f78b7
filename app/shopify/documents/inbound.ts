/** What is read of a transfer's line, and of a shipment's, wherever they are read. */
const transferLineFields = /* GraphQL */ `
  id
  inventoryItem {
    id
  }
  totalQuantity
  shippedQuantity
`;
const shipmentLineFields = /* GraphQL */ `
  id
  inventoryItem {
    id
  }
  quantity
  unreceivedQuantity
`;

/** Needs the optional scopes read_inventory_transfers and read_inventory_shipments. */
export const ReadOpenTransfers = /* GraphQL */ `
  query ReadOpenTransfers($after: String) {
    inventoryTransfers(first: 6, after: $after, query: "status:ready_to_ship OR status:in_progress") {
      nodes {
        id
        name
        origin {
          location {
            id
          }
        }
        destination {
          location {
            id
          }
        }
        lineItems(first: 50) {
          nodes {
            ${transferLineFields}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        shipments(first: 20) {
          nodes {
            id
            status
            tracking {
              arrivesAt
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
`;

export const ReadTransferLines = /* GraphQL */ `
  query ReadTransferLines($id: ID!, $after: String) {
    inventoryTransfer(id: $id) {
      lineItems(first: 250, after: $after) {
        nodes {
          ${transferLineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const ReadOpenShipments = /* GraphQL */ `
  query ReadOpenShipments($after: String) {
    inventoryShipments(first: 8, after: $after, query: "status:in_transit OR status:partially_received") {
      nodes {
        id
        name
        status
        tracking {
          arrivesAt
        }
        lineItems(first: 50) {
          nodes {
            ${shipmentLineFields}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const ReadShipmentLines = /* GraphQL */ `
  query ReadShipmentLines($id: ID!, $after: String) {
    inventoryShipment(id: $id) {
      lineItems(first: 250, after: $after) {
        nodes {
          ${shipmentLineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** Which shipments go to a location: a shipment itself does not say. */
export const ReadShipmentsTo = /* GraphQL */ `
  query ReadShipmentsTo($query: String!, $after: String) {
    inventoryShipments(first: 250, after: $after, query: $query) {
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

export const ReadActiveLocations = /* GraphQL */ `
  query ReadActiveLocations($after: String) {
    locations(first: 250, after: $after) {
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

/** Those made for this shop through the API; the ones of shopify.app.toml are not listed. */
export const ReadSubscriptions = /* GraphQL */ `
  query ReadSubscriptions($topics: [WebhookSubscriptionTopic!]) {
    webhookSubscriptions(first: 100, topics: $topics) {
      nodes {
        id
        topic
        uri
      }
    }
  }
`;

export const Subscribe = /* GraphQL */ `
  mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(
      topic: $topic
      webhookSubscription: { uri: $uri, includeFields: ["admin_graphql_api_id"] }
    ) {
      webhookSubscription {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;
