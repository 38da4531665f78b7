const variantFields = /* GraphQL */ `
  id
  title
  displayName
  sku
  position
  price
  inventoryPolicy
  requiresComponents
  updatedAt
  selectedOptions {
    name
    value
  }
  product {
    ...ProductFacts
  }
  metafield(namespace: "$app", key: "arrivo") {
    value
  }
`;

const productFacts = /* GraphQL */ `
  fragment ProductFacts on Product {
    id
    handle
    title
    status
    vendor
    productType
    tags
    isGiftCard
    createdAt
    updatedAt
    featuredMedia {
      preview {
        image {
          url(transform: { maxWidth: 120, maxHeight: 120 })
        }
      }
    }
  }
`;

const levelFields = /* GraphQL */ `
  id
  updatedAt
  item {
    id
  }
  location {
    id
  }
  quantities(names: ["available", "committed", "incoming"]) {
    name
    quantity
  }
`;

/**
 * The whole catalogue, for a bulk operation: it starts from the variants, so that the levels stay within Shopify's two
 * connections of depth. A level names its own item, since what `__parentId` names there is documented nowhere.
 */
export const BulkCatalogue = /* GraphQL */ `
  query BulkCatalogue {
    productVariants {
      edges {
        node {
          ${variantFields}
          inventoryItem {
            id
            tracked
            requiresShipping
            inventoryLevels {
              edges {
                node {
                  ${levelFields}
                }
              }
            }
          }
        }
      }
    }
  }
  ${productFacts}
`;

export const ReadChangedVariants = /* GraphQL */ `
  query ReadChangedVariants($query: String!, $after: String) {
    productVariants(first: 50, query: $query, after: $after) {
      nodes {
        ${variantFields}
        inventoryItem {
          id
          tracked
          requiresShipping
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${productFacts}
`;

export const ReadChangedProducts = /* GraphQL */ `
  query ReadChangedProducts($query: String!, $after: String) {
    products(first: 50, query: $query, after: $after) {
      nodes {
        ...ProductFacts
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${productFacts}
`;

export const ReadChangedLevels = /* GraphQL */ `
  query ReadChangedLevels($locationId: ID!, $query: String!, $after: String) {
    location(id: $locationId) {
      inventoryLevels(first: 100, query: $query, after: $after) {
        nodes {
          ${levelFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
