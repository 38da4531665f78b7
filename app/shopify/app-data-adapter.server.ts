import { z } from "zod";
import type { AppDataPort } from "../shops/app-data-port.ts";
import { refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { RemoveAppData, WriteAppData } from "./documents/app-data.ts";
import { readInstallation } from "./read-installation.server.ts";

const written = z.object({ metafieldsSet: z.object({ userErrors }) });
const removed = z.object({ metafieldsDelete: z.object({ userErrors }) });

/** Liquid reads it as `app.metafields.arrivo.storefront`: docs/storefront-contract.md. */
const place = { namespace: "arrivo", key: "storefront" };

export function appDataAdapter(client: ShopifyClient): AppDataPort {
  return {
    async writeStorefrontSettings(settings) {
      const { id: ownerId } = await readInstallation(client);
      const metafields = [{ ...place, ownerId, type: "json", value: JSON.stringify(settings) }];
      const { metafieldsSet } = await client.query(WriteAppData, { metafields }, written);
      refuseUserErrors("WriteAppData", metafieldsSet.userErrors);
    },
    async removeAppData() {
      const { id: ownerId } = await readInstallation(client);
      const { metafieldsDelete } = await client.query(RemoveAppData, { metafields: [{ ...place, ownerId }] }, removed);
      refuseUserErrors("RemoveAppData", metafieldsDelete.userErrors);
    },
  };
}
