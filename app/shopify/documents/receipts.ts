/** Needs the optional scope write_inventory. */
export const BookReceipt = /* GraphQL */ `
  mutation BookReceipt($key: String!, $input: InventoryAdjustQuantitiesInput!) {
    inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
      userErrors {
        field
        code
        message
      }
    }
  }
`;
