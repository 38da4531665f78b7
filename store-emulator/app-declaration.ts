import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";

type DeclaredSubscription = {
  topic: string;
  uri: string;
  includeFields: string[];
  filter: string | null;
  name: string | null;
};

export type AppDeclaration = {
  /** Shopify's numeric id of the app: `$app` is the namespace `app--{appId}`. */
  appId: number;
  name: string;
  handle: string;
  scopes: string[];
  optionalScopes: string[];
  apiVersion: string;
  subscriptions: DeclaredSubscription[];
  /** `/{prefix}/{subpath}` on the storefront leads to this path of the app; null: nothing does. */
  proxy: { prefix: string; subpath: string; path: string } | null;
};

const scopeList = z.union([z.string().transform((scopes) => scopes.split(",")), z.array(z.string())]).default([]);

const declaration = z.object({
  name: z.string(),
  handle: z.string().default("app"),
  access_scopes: z
    .object({ scopes: scopeList, optional_scopes: scopeList })
    .default({ scopes: [], optional_scopes: [] }),
  app_proxy: z
    .object({ url: z.url(), subpath: z.string(), prefix: z.enum(["a", "apps", "community", "tools"]) })
    .optional(),
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z
      .array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
          uri: z.string(),
          include_fields: z.array(z.string()).default([]),
          filter: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

const trimmed = (scopes: string[]) => scopes.map((scope) => scope.trim()).filter((scope) => scope !== "");

/** Reads shopify.app.toml as `shopify app deploy` would; throws an error that names the file and what is wrong in it. */
export function readAppDeclaration(path: string): AppDeclaration {
  const result = declaration.safeParse(parse(readFileSync(path, "utf8")));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  const toml = result.data;
  return {
    appId: 990_001,
    name: toml.name,
    handle: toml.handle,
    scopes: trimmed(toml.access_scopes.scopes),
    optionalScopes: trimmed(toml.access_scopes.optional_scopes),
    apiVersion: toml.webhooks.api_version,
    proxy: toml.app_proxy ? { ...toml.app_proxy, path: new URL(toml.app_proxy.url).pathname.replace(/\/$/, "") } : null,
    subscriptions: toml.webhooks.subscriptions.flatMap((each) =>
      [...each.topics, ...each.compliance_topics].map((topic) => ({
        topic,
        uri: each.uri,
        includeFields: each.include_fields,
        filter: each.filter ?? null,
        name: each.name ?? null,
      })),
    ),
  };
}
