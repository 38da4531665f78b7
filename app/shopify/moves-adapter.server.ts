import { z } from "zod";
import type { MovesPort } from "../backorders/moves-port.ts";
import { userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { MoveFulfillmentOrder } from "./documents/moves.ts";

const moveAnswer = z.object({ fulfillmentOrderMove: z.object({ userErrors }) });

/** Which location sends what. */
export function movesAdapter(client: ShopifyClient): MovesPort {
  return {
    async moveFulfillmentOrder(id, to, lines) {
      const variables = { id, to, lines: lines.map(({ id: lineId, units }) => ({ id: lineId, quantity: units })) };
      const { fulfillmentOrderMove } = await client.query(MoveFulfillmentOrder, variables, moveAnswer);
      const [first] = fulfillmentOrderMove.userErrors;
      return first === undefined ? { ok: true } : { ok: false, message: first.message };
    },
  };
}
