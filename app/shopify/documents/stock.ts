const productFacts = /* GraphQL */ `
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
`;

const picture = /* GraphQL */ `
  featuredMedia {
    preview {
      image {
        url(transform: { maxWidth: 120, maxHeight: 120 })
      }
    }
  }
`;

/**
 * All that a decision needs, in one query. `$withDetails` adds what only lists show, for a variant read for the first
 * time: it costs points that the way of every sale need not pay.
 */
export const ReadVariants = /* GraphQL */ `
  query ReadVariants($ids: [ID!]!, $levels: Int!, $withDetails: Boolean!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        id
        title
        displayName
        sku
        position
        price
        inventoryPolicy
        requiresComponents
        updatedAt
        selectedOptions @include(if: $withDetails) {
          name
          value
        }
        metafield(namespace: "$app", key: "arrivo") {
          value
        }
        product {
          ${productFacts}
          ... on Product @include(if: $withDetails) {
            ${picture}
          }
        }
        inventoryItem {
          id
          tracked
          requiresShipping
          updatedAt
          inventoryLevels(first: $levels) {
            nodes {
              updatedAt
              location {
                id
              }
              quantities(names: ["available", "committed"]) {
                name
                quantity
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      }
    }
  }
`;

export const ReadMoreLevels = /* GraphQL */ `
  query ReadMoreLevels($id: ID!, $after: String) {
    inventoryItem(id: $id) {
      inventoryLevels(first: 100, after: $after) {
        nodes {
          updatedAt
          location {
            id
          }
          quantities(names: ["available", "committed"]) {
            name
            quantity
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

export const ReadItemVariants = /* GraphQL */ `
  query ReadItemVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on InventoryItem {
        id
        variants(first: 10) {
          nodes {
            id
          }
        }
      }
    }
  }
`;

export const ListProducts = /* GraphQL */ `
  query ListProducts($ids: [ID!]!, $variants: Int!) {
    nodes(ids: $ids) {
      ... on Product {
        ${productFacts}
        ${picture}
        variants(first: $variants) {
          nodes {
            id
            updatedAt
            inventoryPolicy
            inventoryQuantity
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

export const ListMoreVariants = /* GraphQL */ `
  query ListMoreVariants($id: ID!, $after: String) {
    product(id: $id) {
      variants(first: 250, after: $after) {
        nodes {
          id
          updatedAt
          inventoryPolicy
          inventoryQuantity
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** Policy and promise in one mutation, so that no crash leaves an item on sale without its promise. */
export const PublishVariants = /* GraphQL */ `
  mutation PublishVariants($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: true) {
      productVariants {
        id
        updatedAt
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`;

export const DeleteVariantMetafields = /* GraphQL */ `
  mutation DeleteVariantMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      deletedMetafields {
        ownerId
      }
      userErrors {
        field
        message
      }
    }
  }
`;
