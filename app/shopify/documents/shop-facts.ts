export const ReadShopFacts = /* GraphQL */ `
  query ReadShopFacts {
    shop {
      name
      contactEmail
      ianaTimezone
      currencyCode
      plan {
        publicDisplayName
      }
      shopAddress {
        countryCodeV2
      }
    }
  }
`;

export const ReadLocations = /* GraphQL */ `
  query ReadLocations($after: String) {
    locations(first: 100, after: $after, includeInactive: true) {
      nodes {
        id
        name
        isActive
        fulfillsOnlineOrders
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const ReadInstallation = /* GraphQL */ `
  query ReadInstallation {
    currentAppInstallation {
      id
      accessScopes {
        handle
      }
    }
  }
`;

/** Needs the optional scope read_locales. */
export const ReadLocales = /* GraphQL */ `
  query ReadLocales {
    shopLocales(published: true) {
      locale
      primary
    }
  }
`;

export const ReadSalesChannels = /* GraphQL */ `
  query ReadSalesChannels {
    channels(first: 100) {
      nodes {
        handle
        name
      }
    }
  }
`;

export const EnsureMetafieldDefinition = /* GraphQL */ `
  mutation EnsureMetafieldDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition {
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
