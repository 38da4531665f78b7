import { z } from "zod";
import type { CustomersPort, OrderContact } from "../customers/notices/customers-port.ts";
import type { OutgoingPayload, OutgoingTopic } from "../customers/notices/outgoing-payload.ts";
import { ShopifyRejected } from "../errors.ts";
import { refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadOrderContacts, SendFlowTrigger } from "./documents/notices.ts";

const contacts = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        email: z.string().nullish(),
        customerLocale: z.string().nullish(),
        statusPageUrl: z.string().nullish(),
      })
      .nullable(),
  ),
});
const triggered = z.object({ flowTriggerReceive: z.object({ userErrors }).nullable() });

/** Handles of the extensions: extensions/flow-*. */
const flowHandles: Record<OutgoingTopic, string> = {
  "backorder-placed": "backorder-placed",
  "promise-changed": "promise-changed",
  delayed: "backorder-delayed",
  ready: "backorder-ready",
  cancelled: "backorder-cancelled",
};

/** In the keys that the extensions declare: Flow takes letters and spaces only, and an order by its number. */
function flowPayload(told: OutgoingPayload): Record<string, string | number> {
  const plain = {
    order_id: Number(told.order_id.slice(told.order_id.lastIndexOf("/") + 1)),
    Units: told.units,
    Item: told.title,
  };
  const window = { "First day": told.from, "Last day": told.to };
  const previous = {
    "Previous first day": told.previous_from,
    "Previous last day": told.previous_to,
    Cause: told.cause,
  };
  switch (told.topic) {
    case "backorder-placed":
      return { ...plain, ...window };
    case "promise-changed":
      return { ...plain, ...window, ...previous };
    case "delayed":
      return { ...plain, ...window, ...previous, "Answer by": told.answer_by, Silence: told.silence };
    case "ready":
    case "cancelled":
      return plain;
  }
}

export function customersAdapter(client: ShopifyClient): CustomersPort {
  return {
    async readContacts(orderIds) {
      const found = new Map<string, OrderContact>();
      try {
        const { nodes } = await client.query(ReadOrderContacts, { ids: orderIds }, contacts);
        for (const node of nodes) {
          if (node === null) continue;
          const email = node.email ?? "";
          found.set(node.id, {
            email: email === "" ? null : email,
            locale: node.customerLocale ?? null,
            url: node.statusPageUrl ?? null,
          });
        }
      } catch (error) {
        // An app that may not use addresses is refused the whole answer.
        if (!(error instanceof ShopifyRejected) || !error.userErrors.some(({ code }) => code === "ACCESS_DENIED"))
          throw error;
        for (const id of orderIds) found.set(id, { email: null, locale: null, url: null });
      }
      return found;
    },

    async sendFlowTrigger(told) {
      const variables = { handle: flowHandles[told.topic], payload: flowPayload(told) };
      const { flowTriggerReceive } = await client.query(SendFlowTrigger, variables, triggered);
      refuseUserErrors("SendFlowTrigger", flowTriggerReceive?.userErrors ?? []);
    },
  };
}
