export const ReadOrderValues = /* GraphQL */ `
  query ReadOrderValues($ids: [ID!]!, $customer: Boolean!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        currentTotalPriceSet {
          shopMoney {
            amount
            currencyCode
          }
        }
        customer @include(if: $customer) {
          id
        }
      }
    }
  }
`;

export const CreateCode = /* GraphQL */ `
  mutation CreateCode($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode {
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

export const CreateShippingCode = /* GraphQL */ `
  mutation CreateShippingCode($discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode {
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

const codeFields = /* GraphQL */ `
  __typename
  ... on DiscountCodeBasic {
    title
    status
    asyncUsageCount
  }
  ... on DiscountCodeFreeShipping {
    title
    status
    asyncUsageCount
  }
`;

export const FindCode = /* GraphQL */ `
  query FindCode($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount {
        ${codeFields}
      }
    }
  }
`;

export const ReadCodes = /* GraphQL */ `
  query ReadCodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on DiscountCodeNode {
        id
        codeDiscount {
          ${codeFields}
        }
      }
    }
  }
`;

export const DisableCode = /* GraphQL */ `
  mutation DisableCode($id: ID!) {
    discountCodeDeactivate(id: $id) {
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export const CreditCustomer = /* GraphQL */ `
  mutation CreditCustomer($id: ID!, $credit: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $id, creditInput: $credit) {
      storeCreditAccountTransaction {
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

export const ReadCredits = /* GraphQL */ `
  query ReadCredits($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        storeCreditAccounts(first: 10) {
          nodes {
            transactions(first: 30, reverse: true) {
              nodes {
                __typename
                amount {
                  amount
                  currencyCode
                }
                ... on StoreCreditAccountCreditTransaction {
                  id
                  expiresAt
                }
              }
            }
          }
        }
      }
    }
  }
`;
