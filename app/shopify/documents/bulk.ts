export const StartBulk = /* GraphQL */ `
  mutation StartBulk($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation {
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

export const ReadBulk = /* GraphQL */ `
  query ReadBulk($id: ID!) {
    bulkOperation(id: $id) {
      status
      errorCode
      objectCount
      fileSize
      url
    }
  }
`;
