const collectionFields = /* GraphQL */ `
  id
  title
  handle
  updatedAt
`;

/** All collections with the products in them, for a bulk operation. */
export const BulkCollections = /* GraphQL */ `
  query BulkCollections {
    collections {
      edges {
        node {
          ${collectionFields}
          products {
            edges {
              node {
                id
              }
            }
          }
        }
      }
    }
  }
`;

export const ReadCollection = /* GraphQL */ `
  query ReadCollection($id: ID!, $after: String) {
    collection(id: $id) {
      ${collectionFields}
      products(first: 250, after: $after) {
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const ReadChangedCollections = /* GraphQL */ `
  query ReadChangedCollections($query: String!, $after: String) {
    collections(first: 100, query: $query, after: $after) {
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
