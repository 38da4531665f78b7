import {
  getNamedType,
  isCompositeType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from "graphql";
import { describe, expect, it } from "vitest";
import { declaredScopes, readOfficialSchema } from "./official-schema.ts";

const modules = import.meta.glob<Record<string, unknown>>("../../app/shopify/documents/*.ts", { eager: true });
const documents = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string")
    .map(([name, text]) => ({ name, file: file.split("/").at(-1) ?? file, text })),
);
const { schema, scopesOf } = readOfficialSchema();
const declared = declaredScopes();

/** Shopify refuses these at run time without `@idempotent`, which the schema does not say (since 2026-04). */
const mustBeIdempotent = new Set([
  "refundCreate",
  ...["Activate", "AdjustQuantities", "MoveQuantities", "SetOnHandQuantities", "SetQuantities"].map(
    (end) => `inventory${end}`,
  ),
  ...["AddItems", "Create", "CreateInTransit", "Receive"].map((end) => `inventoryShipment${end}`),
  ...["Create", "CreateAsReadyToShip", "Duplicate", "SetItems"].map((end) => `inventoryTransfer${end}`),
]);

function missingScopes(document: DocumentNode): string[] {
  const missing = new Set<string>();
  const info = new TypeInfo(schema);
  const demand = (place: string, scopes: readonly string[]) => {
    if (scopes.length > 0 && !scopes.some((scope) => declared.has(scope)))
      missing.add(`${place} needs ${scopes.join(" or ")}`);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const parent = info.getParentType()?.name ?? "";
        demand(`${parent}.${node.name.value}`, scopesOf(parent, node.name.value));
        const type = getNamedType(info.getType());
        if (type && isCompositeType(type)) demand(type.name, scopesOf(type.name));
      },
    }),
  );
  return [...missing];
}

function idempotentFieldsWithout(document: DocumentNode): string[] {
  const without: string[] = [];
  visit(document, {
    Field: (node) => {
      if (mustBeIdempotent.has(node.name.value) && !node.directives?.some((each) => each.name.value === "idempotent"))
        without.push(node.name.value);
    },
  });
  return without;
}

describe("every GraphQL document", () => {
  it("is found", () => expect(documents.length).toBeGreaterThan(5));

  describe.each(documents)("$file: $name", ({ name, text }) => {
    const document = parse(text);
    it("is valid against Shopify's official schema", () =>
      expect(validate(schema, document).map((error) => error.message)).toEqual([]));
    it("asks for no scope that shopify.app.toml does not declare", () => expect(missingScopes(document)).toEqual([]));
    it("carries @idempotent where Shopify demands it", () => expect(idempotentFieldsWithout(document)).toEqual([]));
    it("has one operation, named like its export", () => {
      const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      expect(operations.map((operation) => operation.name?.value.toLowerCase())).toEqual([name.toLowerCase()]);
    });
  });

  it("stands in app/shopify/documents, and nowhere else", () => {
    const others = import.meta.glob<string>(["../../app/**/*.{ts,tsx}", "!../../app/shopify/**"], {
      eager: true,
      query: "?raw",
      import: "default",
    });
    const strays = Object.entries(others).filter(([, source]) => /\/\* GraphQL \*\/|#graphql/.test(source));
    expect(strays.map(([file]) => file)).toEqual([]);
  });
});
