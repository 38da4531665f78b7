import { settleDelays } from "../customers/delays/settle-delays.server.ts";
import { cancelUnits } from "../customers/cancellations/cancel-units.server.ts";
import { giveCompensation } from "../customers/compensation/give-compensation.server.ts";
import { lookAtCodes } from "../customers/compensation/look-at-codes.server.ts";
import { dateQueues } from "../backorders/date-queues.server.ts";
import { settleOrders } from "../backorders/settle-orders.server.ts";
import { reconcileShop } from "../availability/reconcile-shop.server.ts";
import { sendNotices } from "../customers/notices/send-notices.server.ts";
import { sendOutgoing } from "../customers/notices/send-outgoing.server.ts";
import { tellStillOnTime } from "../customers/notices/tell-still-on-time.server.ts";
import { tellCustomers } from "../customers/tell-customers.server.ts";
import type { JobName, JobPayloads, Ports } from "../ports.ts";
import { forgetOldRows } from "../shops/forget-old-rows.server.ts";
import { lookAtChanges } from "../shops/look-at-changes.server.ts";
import { readCollection } from "../shops/read-collection.server.ts";
import { redactCustomer } from "../shops/redact-customer.server.ts";
import { redactShop } from "../shops/redact-shop.server.ts";
import { runTask } from "../shops/run-task.server.ts";
import { sayGoodbye } from "../shops/say-goodbye.server.ts";
import { sendMorningMail } from "../shops/send-morning-mail.server.ts";
import { setUpShop } from "../shops/set-up-shop.server.ts";
import { sweepShop } from "../shops/sweep-shop.server.ts";
import { bookReceipts } from "../supply/purchase-orders/book-receipts.server.ts";
import { readInbound } from "../supply/inbound/read-inbound.server.ts";
import { makeHourlyRound } from "./make-hourly-round.server.ts";
import { runDue } from "./run-due.server.ts";

export type JobHandlers = {
  [Name in JobName]: (ports: Ports, payload: JobPayloads[Name]) => Promise<unknown>;
};

/** Which use-case does a job's work: the same ones that routes call. */
export const handlers: JobHandlers = {
  "set-up-shop": (ports, { shop }) => setUpShop(ports, shop),
  "reconcile-shop": (ports, { shop }) => reconcileShop(ports, shop),
  "run-task": (ports, { shop, taskId }) => runTask(ports, shop, taskId),
  "sweep-shop": (ports, { shop }) => sweepShop(ports, shop),
  "look-at-changes": (ports, { shop }) => lookAtChanges(ports, shop),
  "read-collection": (ports, { shop, collectionId }) => readCollection(ports, shop, collectionId),
  "read-inbound": (ports, { shop }) => readInbound(ports, shop),
  "say-goodbye": (ports, { shop }) => sayGoodbye(ports, shop),
  "redact-customer": (ports, { shop, orderIds }) => redactCustomer(ports, shop, orderIds),
  "redact-shop": (ports, { shop }) => redactShop(ports, shop),
  "date-queues": (ports, { shop, dueBy }) =>
    dateQueues(ports, shop, dueBy === undefined ? {} : { dueBy: new Date(dueBy) }),
  "settle-orders": (ports, { shop }) => settleOrders(ports, shop),
  "tell-customers": (ports, { shop }) => tellCustomers(ports, shop),
  "tell-still-on-time": (ports, { shop }) => tellStillOnTime(ports, shop),
  "send-notices": (ports, { shop }) => sendNotices(ports, shop),
  "send-outgoing": (ports, { shop }) => sendOutgoing(ports, shop),
  "send-morning-mail": (ports, { shop }) => sendMorningMail(ports, shop),
  "give-compensation": (ports, { shop }) => giveCompensation(ports, shop),
  "look-at-codes": (ports, { shop }) => lookAtCodes(ports, shop),
  "settle-delays": (ports, { shop }) => settleDelays(ports, shop),
  "cancel-units": (ports, { shop, cancellationId }) => cancelUnits(ports, shop, cancellationId),
  "forget-old-rows": forgetOldRows,
  "book-receipts": (ports, { shop }) => bookReceipts(ports, shop),
  "run-due": runDue,
  "hourly-round": makeHourlyRound,
};
