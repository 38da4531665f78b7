import type { AppDeclaration } from "./app-declaration.ts";
import type { Shop } from "./state.ts";

/** How webhooks are delivered; rates from 0 to 1. */
type WebhookShape = { duplicate: number; reorder: number; lose: number; delayMs: number };

/** How the Admin API behaves; rates from 0 to 1. */
type ApiShape = {
  /** Answer every call THROTTLED, whatever the bucket holds. */
  throttle: boolean;
  /** Nobody is throttled by the bucket: for benchmarks of everything else. */
  withoutBucket: boolean;
  errorRate: number;
  timeoutRate: number;
  cutRate: number;
  /** For how long GraphQL still reads the older stock after a change. */
  readLagMs: number;
  /** Access granted to protected customer data: at level 1 an e-mail address reads as null. */
  protectedCustomerData: 1 | 2;
  /** The payment gateway declines every refund. */
  refuseRefunds: boolean;
};

type CallEntry = {
  at: number;
  shop: string;
  operation: string;
  cost: number | null;
  status: number;
  durationMs: number;
  error: string | null;
};

type DeliveryEntry = {
  id: string;
  eventId: string;
  topic: string;
  shop: string;
  uri: string;
  attempt: number;
  status: number | null;
  error: string | null;
  outcome: "delivered" | "retrying" | "failed" | "lost";
  triggeredAt: number;
  at: number;
  durationMs: number;
  body: string;
};

export type CaughtMail = {
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  at: number;
  attachments: { filename: string; contentType: string; text?: string }[];
};

/** What the control room listens to: a hint that something changed, never the whole of it. */
export type EmulatorEvent =
  | { kind: "call"; entry: CallEntry }
  | { kind: "delivery"; entry: DeliveryEntry }
  | { kind: "mail"; mail: CaughtMail }
  | { kind: "clock"; now: number; offsetMs: number }
  | { kind: "stock"; shop: string; inventoryItemId: number }
  | { kind: "product"; shop: string; productId: number }
  | { kind: "order"; shop: string; orderId: number }
  | { kind: "shop"; shop: string };

export type Emulator = {
  /** Where it listens, without a slash at the end; known once the server runs. */
  url: string;
  app: AppDeclaration & { url: string; apiKey: string; apiSecret: string };
  shops: Map<string, Shop>;
  clock: {
    offsetMs: number;
    /** Business time: wall + offset. */
    now(): number;
    advance(ms: number): void;
  };
  webhookShape: WebhookShape;
  apiShape: ApiShape;
  calls: CallEntry[];
  deliveries: DeliveryEntry[];
  mails: CaughtMail[];
  /** Numeric ids, never used twice, saved with the state. */
  nextId(): number;
  ids: { last(): number; continueFrom(id: number): void };
  subscribe(listener: (event: EmulatorEvent) => void): () => void;
  /** Tells listeners, and marks the state as to be saved. */
  publish(event: EmulatorEvent): void;
  logCall(entry: CallEntry): void;
  logDelivery(entry: DeliveryEntry): void;
  catchMail(mail: CaughtMail): void;
  /** Queues a webhook to every subscription of the topic; `body` is the full payload, before include_fields. */
  sendWebhook(shop: Shop, topic: string, body: () => Record<string, unknown>, options?: { eventId?: string }): void;
  /** Work under way that GET /control/idle waits for (deliveries, retries, routing of orders, bulk operations). */
  pending: { count: number; begin(): () => void };
  /** Where the API's replay of `@idempotent` keys and the rate buckets live; not saved. */
  memory: Map<string, unknown>;
  /** Folder of bulk results. */
  filesDir: string;
  /** How long after an order its fulfilment orders appear. */
  routingDelayMs: number;
  isDirty: boolean;
};
