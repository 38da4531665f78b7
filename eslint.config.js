import tseslint from "typescript-eslint";

/**
 * The rules between the rooms (docs/architecture.md). Each message says why, so that whoever meets one
 * knows where the code belongs instead.
 */
const domain = ["availability", "policies", "supply", "backorders", "customers", "planning", "insights"];
const domainRooms = [...domain, "shops"];

const noFramework = {
  group: [
    "@remix-run/*",
    "@shopify/polaris",
    "@shopify/polaris/*",
    "@shopify/app-bridge-react",
    "react",
    "react-dom",
    "react-dom/*",
  ],
  message: "Remix, React and Polaris stay in routes/, ui/, root and entry: moving on from them must be mechanical.",
};
const noPrisma = {
  group: ["@prisma/*", "**/db.server.ts"],
  message: "Routes are HTTP only: call a use-case (*.server.ts in a domain room), which takes db first.",
};
const noShopifyShapes = {
  group: ["**/shopify/**"],
  allowTypeImports: true,
  message:
    "The domain does not know Shopify: it declares a port, shopify/ implements it, composition.server.ts joins them.",
};
const noJobs = {
  group: ["**/jobs/**"],
  message: "jobs/ depends on the domain, never the reverse.",
};
const noIo = {
  group: ["node:*", "@prisma/*", "pg", "pg-boss", "pino", "nodemailer", "**/*.server.ts"],
  message:
    "A file without .server in its name is pure: no database, no network, no node:, and the clock is an argument.",
};
const noEmulator = {
  group: ["**/store-emulator/**", "**/tests/**", "**/bench/**", "**/tools/**"],
  message:
    "The app does not know the emulator, the tests or the benchmarks: it meets them at HTTP, by environment variables.",
};
const noBarrels = {
  group: ["**/index.ts"],
  message: "No barrel files: import the one function from the file that is named for it.",
};

const restrict = (...patterns) => ({
  "no-restricted-imports": "off",
  "@typescript-eslint/no-restricted-imports": ["error", { patterns }],
});

export default tseslint.config(
  {
    ignores: [
      "build/",
      "node_modules/",
      ".data/",
      "bench/baseline-template/",
      "**/*.generated.*",
      "extensions/**/assets/*.min.js",
      "test-results/",
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      // A room adds its part to ShopAdmin by declaration merging (app/ports.ts): an interface that only extends.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
    },
  },
  { files: ["app/**"], rules: restrict(noEmulator, noBarrels) },
  {
    files: domainRooms.map((room) => `app/${room}/**/*.server.ts`),
    rules: restrict(noFramework, noShopifyShapes, noJobs, noEmulator, noBarrels),
  },
  {
    files: domainRooms.map((room) => `app/${room}/**/*.ts`),
    ignores: ["**/*.server.ts", "**/*.test.ts", "**/*.server.test.ts"],
    rules: {
      ...restrict(noFramework, noShopifyShapes, noJobs, noIo, noEmulator, noBarrels),
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "No clock in a pure file: take `now` as an argument.",
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: "No clock in a pure file: take `now` as an argument.",
        },
      ],
    },
  },
  {
    files: ["app/availability/**/*.ts"],
    ignores: ["**/*.server.ts", "**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            noFramework,
            noJobs,
            noIo,
            noEmulator,
            noBarrels,
            noShopifyShapes,
            {
              group: ["**/policies/**", "**/supply/**", "**/backorders/**"],
              allowTypeImports: true,
              message: "The kernel knows policies, supply and backorders by type only: the domain is acyclic.",
            },
          ],
        },
      ],
    },
  },
  { files: ["app/shopify/**", "app/jobs/**"], rules: restrict(noFramework, noEmulator, noBarrels) },
  { files: ["app/routes/**"], rules: restrict(noPrisma, noEmulator, noBarrels) },
  {
    files: ["tools/**", "bench/**", "store-emulator/**", "prisma/**", "tests/setup/**", "*.js", "*.ts"],
    rules: { "no-console": "off" },
  },
);
