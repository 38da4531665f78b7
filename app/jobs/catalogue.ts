import { z } from "zod";
import type { JobName, JobPayloads } from "../ports.ts";
import type { CollectionGid, ShopDomain } from "../ids.ts";
import { parseGid, parseShopDomain } from "../ids.ts";

const shop = z.string().transform((text, context): ShopDomain => {
  const domain = parseShopDomain(text);
  if (domain) return domain;
  context.addIssue({ code: "custom", message: "is not a shop's domain" });
  return z.NEVER;
});
const asCollection = (text: string, context: z.RefinementCtx): CollectionGid => {
  const id = parseGid("Collection", text);
  if (id !== null) return id;
  context.addIssue({ code: "custom", message: "is not the id of a collection" });
  return z.NEVER;
};
const forShop = z.object({ shop });
const forNobody = z.object({}).transform((): Record<string, never> => ({}));

interface JobRules<Payload> {
  schema: z.ZodType<Payload>;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** One waiting job for the same key is enough: a second one adds nothing to it. Null: every job counts. */
  waitingKey: ((payload: Payload) => string) | null;
  /** One running job for the same group at a time, over all workers: shops stay fair, and one shop is never worked on twice. */
  group: ((payload: Payload) => string) | null;
  /** Tries after the first one; the waits double from `retryDelaySeconds` up to `retryDelayMaxSeconds`. */
  retryLimit: number;
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
  /** Running longer than this counts as failed. */
  expireSeconds: number;
  /** A worker that died is noticed after this many seconds without a sign of life. */
  heartbeatSeconds: number;
  /** Does the job still make sense when the shop has uninstalled? */
  runsAfterUninstall: boolean;
}

type Catalogue = { [Name in JobName]: JobRules<JobPayloads[Name]> };

const usual = {
  concurrency: 2,
  retryLimit: 8,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 30,
  expireSeconds: 300,
  heartbeatSeconds: 10,
  runsAfterUninstall: false,
} as const;
/** Long work goes in resumable steps; one that takes an hour has hung. */
const long = { ...usual, expireSeconds: 3600 } as const;

const byShop = (payload: { shop: string }) => payload.shop;
const onlyOne = () => "one";

/** Every job: what it is given, how it is tried again, and what may run beside it. Handlers: handlers.server.ts. */
export const catalogue: Catalogue = {
  "reconcile-shop": { ...usual, schema: forShop, concurrency: 8, waitingKey: byShop, group: byShop },
  "run-task": {
    ...long,
    schema: z.object({ shop, taskId: z.string().min(1) }),
    concurrency: 4,
    waitingKey: (payload) => `${payload.shop} ${payload.taskId}`,
    group: (payload) => `${payload.shop} ${payload.taskId}`,
  },
  "book-receipts": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "set-up-shop": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "sweep-shop": { ...long, schema: forShop, waitingKey: byShop, group: byShop },
  "look-at-changes": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "read-collection": {
    ...usual,
    schema: z.object({ shop, collectionId: z.string().transform(asCollection) }),
    waitingKey: (payload) => `${payload.shop} ${payload.collectionId}`,
    group: byShop,
  },
  "read-inbound": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "say-goodbye": { ...usual, schema: forShop, waitingKey: byShop, group: byShop, runsAfterUninstall: true },
  "redact-customer": {
    ...usual,
    schema: z.object({ shop, orderIds: z.array(z.string()) }),
    waitingKey: null,
    group: byShop,
    runsAfterUninstall: true,
  },
  "redact-shop": { ...usual, schema: forShop, waitingKey: byShop, group: byShop, runsAfterUninstall: true },
  "date-queues": {
    ...usual,
    schema: z.object({ shop, dueBy: z.iso.datetime().optional() }),
    concurrency: 4,
    waitingKey: byShop,
    group: byShop,
  },
  "tell-customers": { ...usual, schema: forShop, concurrency: 4, waitingKey: byShop, group: byShop },
  "tell-still-on-time": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "send-notices": { ...long, schema: forShop, concurrency: 4, waitingKey: byShop, group: byShop },
  "send-outgoing": { ...long, schema: forShop, concurrency: 4, waitingKey: byShop, group: byShop },
  "settle-orders": { ...long, schema: forShop, waitingKey: byShop, group: byShop },
  "send-morning-mail": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "settle-delays": { ...usual, schema: forShop, waitingKey: byShop, group: byShop },
  "cancel-units": {
    ...usual,
    schema: z.object({ shop, cancellationId: z.string().min(1) }),
    waitingKey: (payload) => `${payload.shop} ${payload.cancellationId}`,
    group: byShop,
  },
  "give-compensation": { ...long, schema: forShop, waitingKey: byShop, group: byShop },
  "look-at-codes": { ...long, schema: forShop, waitingKey: byShop, group: byShop },
  "run-due": { ...usual, schema: forNobody, concurrency: 1, waitingKey: onlyOne, group: onlyOne },
  "hourly-round": { ...usual, schema: forNobody, concurrency: 1, waitingKey: onlyOne, group: onlyOne },
  "forget-old-rows": { ...long, schema: forNobody, concurrency: 1, waitingKey: onlyOne, group: onlyOne },
};

export const jobNames = Object.keys(catalogue) as JobName[];
/** Where a job goes that failed for good, until someone presses "run again" in the Store check. */
export const deadLetterQueue = "dead-letters";
