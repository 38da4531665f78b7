import { z } from "zod";
import type { ShopifyClient } from "./client.server.ts";
import { ReadInstallation } from "./documents/shop-facts.ts";

const installation = z.object({
  currentAppInstallation: z.object({ id: z.string(), accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** Our installation: the owner of app-data metafields, and what it may do. */
export async function readInstallation(client: ShopifyClient): Promise<{ id: string; scopes: ReadonlySet<string> }> {
  const { currentAppInstallation } = await client.query(ReadInstallation, {}, installation);
  const scopes = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
  for (const scope of [...scopes]) if (scope.startsWith("write_")) scopes.add(scope.replace("write_", "read_"));
  return { id: currentAppInstallation.id, scopes };
}
