import { z } from "zod";
import type { ShipToPort } from "../customers/delays/ship-to-port.ts";
import { ShopifyRejected } from "../errors.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadShipTo } from "./documents/ship-to.ts";

const orders = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), shippingAddress: z.object({ countryCodeV2: z.string().nullable() }).nullable() })
      .nullable(),
  ),
});

export function shipToAdapter(client: ShopifyClient): ShipToPort {
  return {
    async readShipTo(orderIds) {
      const countries = new Map<string, string | null>(orderIds.map((id) => [id, null]));
      try {
        const { nodes } = await client.query(ReadShipTo, { ids: orderIds }, orders);
        for (const node of nodes)
          if (node !== null) countries.set(node.id, node.shippingAddress?.countryCodeV2 ?? null);
      } catch (error) {
        // An app that may not see addresses is refused the whole answer: the law then follows the shop.
        if (!(error instanceof ShopifyRejected) || !error.userErrors.some(({ code }) => code === "ACCESS_DENIED"))
          throw error;
      }
      return countries;
    },
  };
}
