/** Whom a notice goes to, asked for as it is sent. */
export const ReadOrderContacts = /* GraphQL */ `
  query ReadOrderContacts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        email
        customerLocale
        statusPageUrl
      }
    }
  }
`;

export const SendFlowTrigger = /* GraphQL */ `
  mutation SendFlowTrigger($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors {
        field
        message
      }
    }
  }
`;
