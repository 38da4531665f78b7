import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { parse as parseToml } from "smol-toml";

const root = resolve(import.meta.dirname, "../..");

interface ScopeEntry {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  offlineScopes: string[];
}
interface Published {
  data: IntrospectionQuery;
  offline_scopes: { items: ScopeEntry[] };
}

/** Shopify's own Admin schema as published, with the access scopes of its types and fields. */
export function readOfficialSchema(): {
  schema: GraphQLSchema;
  scopesOf(typeName: string, fieldName?: string): readonly string[];
} {
  const published = JSON.parse(
    gunzipSync(readFileSync(join(root, "store-emulator/schema/admin_2026-10.json.gz"))).toString("utf8"),
  ) as Published;
  const scopes = new Map(
    published.offline_scopes.items.map((entry) => [
      `${entry.typeName}.${entry.type === "field" ? entry.fieldName : ""}`,
      entry.offlineScopes,
    ]),
  );
  return {
    schema: buildClientSchema(published.data),
    scopesOf: (typeName, fieldName = "") => scopes.get(`${typeName}.${fieldName}`) ?? [],
  };
}

interface AppToml {
  access_scopes: { scopes: string; optional_scopes?: string[] };
  webhooks: {
    api_version: string;
    subscriptions: { topics?: string[]; compliance_topics?: string[]; uri: string; include_fields?: string[] }[];
  };
}

export function readAppToml(): AppToml {
  return parseToml(readFileSync(join(root, "shopify.app.toml"), "utf8")) as unknown as AppToml;
}

export function declaredScopes(): Set<string> {
  const { scopes, optional_scopes: optional = [] } = readAppToml().access_scopes;
  const declared = new Set([...scopes.split(","), ...optional].map((scope) => scope.trim()));
  for (const scope of [...declared]) if (scope.startsWith("write_")) declared.add(scope.replace("write_", "read_"));
  return declared;
}
