import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, isScalarType, type GraphQLSchema, type IntrospectionQuery } from "graphql";

type ScopeEntry = {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
};

export type Access = { anyOf: string[]; required: string };

let loaded: { schema: GraphQLSchema; access: Map<string, Access> } | undefined;

/** Shopify's official Admin schema and the scopes that each type and field asks for; read once a process (0.2 s). */
export function adminSchema(): { schema: GraphQLSchema; access: Map<string, Access> } {
  if (loaded) return loaded;
  const file = new URL("../schema/admin_2026-10.json.gz", import.meta.url);
  const { data, offline_scopes: scopes } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    data: IntrospectionQuery;
    offline_scopes: { items: ScopeEntry[] };
  };
  const access = new Map<string, Access>();
  for (const entry of scopes.items) {
    if (entry.offlineScopes.length === 0) continue;
    const key = entry.fieldName ? `${entry.typeName}.${entry.fieldName}` : entry.typeName;
    access.set(key, { anyOf: entry.offlineScopes, required: entry.requiredAccess });
  }
  // The published list has no entry for it; Shopify's page of the mutation does.
  access.set("Mutation.refundCreate", { anyOf: ["write_orders"], required: "`write_orders` access scope." });
  const schema = buildClientSchema(data);
  // Introspection says nothing of how a scalar is written: Shopify writes 64-bit integers as strings.
  const wide = schema.getType("UnsignedInt64");
  if (isScalarType(wide)) wide.serialize = String;
  loaded = { schema, access };
  return loaded;
}
