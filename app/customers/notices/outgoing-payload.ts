import type { DelayCase, NotedEvent } from "../delays/delay-case.ts";
import { isDelay } from "../delays/delay-law.ts";

export type OutgoingTopic = "backorder-placed" | "promise-changed" | "delayed" | "ready" | "cancelled";

/**
 * What other systems are told of an event: ids, units and days, never a person. The same for Shopify Flow and for the
 * merchant's webhook (docs/outgoing-webhook.md).
 */
export interface OutgoingPayload {
  topic: OutgoingTopic;
  order_id: string;
  order_name: string;
  line_id: string;
  title: string;
  variant_id: string | null;
  units: number;
  /** First and last day as given now and before, `YYYY-MM-DD`; empty: nobody knows. */
  from: string;
  to: string;
  previous_from: string;
  previous_to: string;
  /** Why a promise moved, in a word; empty otherwise. */
  cause: string;
  /** Of a delay that asks: the last day for an answer, and what silence does then (keeps | cancels). */
  answer_by: string;
  silence: string;
  at: string;
}

interface LineFacts {
  orderName: string;
  title: string;
  variantId: string | null;
}

/** The topics that an event is told under: a later date is told as a change and as a delay. */
export function outgoingPayloads(
  event: NotedEvent,
  line: LineFacts | undefined,
  asked: DelayCase | undefined,
): OutgoingPayload[] {
  const plain: Omit<OutgoingPayload, "topic"> = {
    order_id: event.orderId,
    order_name: line?.orderName ?? "",
    line_id: event.lineId,
    title: line?.title ?? "",
    variant_id: line?.variantId ?? null,
    units: event.units,
    from: "",
    to: "",
    previous_from: "",
    previous_to: "",
    cause: "",
    answer_by: "",
    silence: "",
    at: event.at.toISOString(),
  };
  switch (event.kind) {
    case "placed":
      return [{ ...plain, topic: "backorder-placed", from: event.window?.from ?? "", to: event.window?.to ?? "" }];
    case "promise-changed": {
      const moved = {
        ...plain,
        from: event.after?.from ?? "",
        to: event.after?.to ?? "",
        previous_from: event.before?.from ?? "",
        previous_to: event.before?.to ?? "",
        cause: event.cause.code,
        answer_by: asked?.deadlineOn ?? "",
        silence: asked?.silence ?? "",
      };
      const topics: OutgoingTopic[] = isDelay(event) ? ["promise-changed", "delayed"] : ["promise-changed"];
      return topics.map((topic) => ({ ...moved, topic }));
    }
    case "ready":
    case "cancelled":
      return [{ ...plain, topic: event.kind }];
    case "shipped":
      return [];
  }
}
