/** Needs the optional scope read_themes. */
export const ReadThemeBlocks = /* GraphQL */ `
  query ReadThemeBlocks {
    themes(first: 1, roles: [MAIN]) {
      nodes {
        id
        name
        files(first: 50, filenames: ["templates/product*", "config/settings_data.json"]) {
          nodes {
            filename
            body {
              ... on OnlineStoreThemeFileBodyText {
                content
              }
            }
          }
        }
      }
    }
  }
`;
