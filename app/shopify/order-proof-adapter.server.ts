import { z } from "zod";
import type { OrderProofPort } from "../customers/self-service/order-proof-port.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadConfirmationNumber } from "./documents/self-service.ts";

const answer = z.object({ order: z.object({ confirmationNumber: z.string().nullable() }).nullable() });

export function orderProofAdapter(client: ShopifyClient): OrderProofPort {
  return {
    readConfirmationNumber: async (id) =>
      (await client.query(ReadConfirmationNumber, { id }, answer)).order?.confirmationNumber ?? null,
  };
}
