import type { Db } from "./db.server.ts";
import type { CollectionGid, ShopDomain } from "./ids.ts";

/**
 * What use-cases reach outside themselves through: only what has two implementations (docs/architecture.md, rule 5).
 * Use-cases take `ports` first; composition.server.ts makes the real ones, tests make theirs.
 */
export interface Ports {
  /** Shopify, for one shop. Each room declares the part it needs; shopify/ implements them all. */
  shopify(shop: ShopDomain): ShopAdmin;
  queue: Queue;
  mailer: Mailer;
  clock: Clock;
}

/**
 * Everything Arrivo asks of Shopify, put together from the rooms' own ports by declaration merging, so that a room
 * reads only its part:  declare module "../ports.ts" { interface ShopAdmin extends StockPort {} }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ShopAdmin {}

/** The jobs and what each is given. Imperative names; schema, retry and handler stand in jobs/catalogue. */
export interface JobPayloads {
  /** Takes the shop's dirty items through the one path. One waiting and one running per shop. */
  "reconcile-shop": { shop: ShopDomain };
  /** Carries a Task row on from its checkpoint: catalogue-sync, order-sync, collection-sync, start, stop, leave, bulk-edit, import. */
  "run-task": { shop: ShopDomain; taskId: string };
  /** Install and reinstall: shop facts, locations, metafield definitions, app data; then the first syncs. */
  "set-up-shop": { shop: ShopDomain };
  /** The nightly sweep: everything is read and reconciled again. */
  "sweep-shop": { shop: ShopDomain };
  /** The hourly look: what Shopify says was updated since the last one becomes dirty. */
  "look-at-changes": { shop: ShopDomain };
  /** A collection and the products in it are read again. */
  "read-collection": { shop: ShopDomain; collectionId: CollectionGid };
  /** Transfers and shipments that are on their way are read again, all of them. */
  "read-inbound": { shop: ShopDomain };
  /** After app/uninstalled: tokens deleted, the two files mailed. */
  "say-goodbye": { shop: ShopDomain };
  /** A privacy request; ids only. */
  "redact-customer": { shop: ShopDomain; orderIds: string[] };
  "redact-shop": { shop: ShopDomain };
  /** Fans out what happens by the hour: the look at what changed, and the sweep where it is 2 in the night. */
  "hourly-round": Record<string, never>;
  /** Adds receipts that are to be booked to Shopify's stock. One running per shop. */
  "book-receipts": { shop: ShopDomain };
  /** What falls due on a business day in any shop. */
  "run-due": Record<string, never>;
  /** Dates the queues that something has changed, and reports whose promise moves: those due by then, or now. */
  "date-queues": { shop: ShopDomain; dueBy?: string };
  /** Holds and tags of orders are brought up to the ledger. */
  "settle-orders": { shop: ShopDomain };
  /** What needs the merchant today, where they asked for it by mail. */
  "send-morning-mail": { shop: ShopDomain };
  /** What happened to those who wait becomes notices, cases and outgoing messages. */
  "tell-customers": { shop: ShopDomain };
  /** Who waits long hears that the date holds. */
  "tell-still-on-time": { shop: ShopDomain };
  /** Mails leave the outbox whose time has come. */
  "send-notices": { shop: ShopDomain };
  /** Flow triggers and the merchant's webhook. */
  "send-outgoing": { shop: ShopDomain };
  /** Reminders, and what silence does, of the delays that were asked about. */
  "settle-delays": { shop: ShopDomain };
  /** Takes units out of an order at Shopify and has their money given back, once. */
  "cancel-units": { shop: ShopDomain; cancellationId: string };
  /** What customers get for a delay or for waiting: worked out, given, taken back. */
  "give-compensation": { shop: ShopDomain };
  /** Which codes were used, and which have expired. */
  "look-at-codes": { shop: ShopDomain };
  /** Rows past their keeping time are deleted. */
  "forget-old-rows": Record<string, never>;
}
export type JobName = keyof JobPayloads;

export interface EnqueueOptions {
  /** Milliseconds of wall time to wait. */
  afterMs?: number;
}

export interface Queue {
  /** Within `db`'s transaction where given: the job exists if and only if the transaction commits. */
  enqueue<Name extends JobName>(
    db: Db | null,
    name: Name,
    payload: JobPayloads[Name],
    options?: EnqueueOptions,
  ): Promise<void>;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: { filename: string; content: string; contentType: string }[];
}

export interface Mailer {
  /** Throws InfrastructureError when the server does not take it; `isConfigured` false: nothing is ever sent. */
  send(mail: Mail): Promise<void>;
  isConfigured: boolean;
}

export interface Clock {
  /** Business time in epoch milliseconds: wall + offset. */
  businessNow(): Promise<number>;
  /** Wall time in epoch milliseconds. */
  wallNow(): number;
}
