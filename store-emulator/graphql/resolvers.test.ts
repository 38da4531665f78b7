import { isObjectType } from "graphql";
import { expect, test } from "vitest";
import { adminSchema } from "./admin-schema.ts";
import { resolvers } from "./resolvers.ts";

test("every resolver stands for a field of the official schema", () => {
  const { schema } = adminSchema();
  const unknown = Object.entries(resolvers).flatMap(([typeName, fields]) => {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) return [typeName];
    return Object.keys(fields)
      .filter((field) => !(field in type.getFields()))
      .map((field) => `${typeName}.${field}`);
  });
  expect(unknown).toEqual([]);
});
