export const ReadConfirmationNumber = /* GraphQL */ `
  query ReadConfirmationNumber($id: ID!) {
    order(id: $id) {
      confirmationNumber
    }
  }
`;
