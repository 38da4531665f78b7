/** Of the address the country, and no more. */
export const ReadShipTo = /* GraphQL */ `
  query ReadShipTo($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        shippingAddress {
          countryCodeV2
        }
      }
    }
  }
`;
