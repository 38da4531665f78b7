import type { PgBoss } from "pg-boss";
import type { PoolClient } from "pg";
import { bossSchema } from "../jobs/boss.server.ts";
import { jobInsert } from "../jobs/job-insert.server.ts";
import type { JobName, JobPayloads } from "../ports.ts";
import type { ShopDomain } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Webhook } from "./read-webhook.server.ts";

export type WebhookOutcome = "stored" | "repeated" | "unknown-shop";

/**
 * One statement: the shops that are ours, the inbox rows, and for those that are new the dirty items. Rows are written in
 * the order of their keys, so that two processes that store the same ones wait for each other instead of deadlocking.
 */
const storeSql = `
WITH given AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[])
    AS g("webhookId", shop, topic, "eventId", "resourceId", "triggeredAt", "isForAnyShop")
), known AS (
  SELECT g.* FROM given g JOIN "Shop" s ON s.domain = g.shop AND (s.state <> 'uninstalled' OR g."isForAnyShop")
), fresh AS (
  INSERT INTO "WebhookInbox" ("webhookId", shop, topic, "eventId", "resourceId", "triggeredAt")
  SELECT "webhookId", shop, topic, "eventId", "resourceId", "triggeredAt" FROM known ORDER BY "webhookId"
  ON CONFLICT ("webhookId") DO NOTHING
  RETURNING "webhookId"
), dirtied AS (
  INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
  SELECT h.shop, h.kind, h.item, max(h."hintedAt")
  FROM unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[])
    AS h("webhookId", shop, kind, item, "hintedAt") JOIN fresh USING ("webhookId")
  GROUP BY h.shop, h.kind, h.item ORDER BY h.shop, h.kind, h.item
  ON CONFLICT (shop, kind, item) DO UPDATE SET
    "hintedAt" = greatest("DirtyItem"."hintedAt", excluded."hintedAt"),
    version = "DirtyItem".version + 1,
    "notBefore" = least("DirtyItem"."notBefore", now())
)
SELECT known."webhookId", fresh."webhookId" IS NOT NULL AS "isFresh" FROM known LEFT JOIN fresh USING ("webhookId")`;

/**
 * Stores a group of webhooks and what follows from them in one transaction: all of it or nothing.
 * @returns each one's outcome, in the order given.
 */
export async function commitWebhooks(client: PoolClient, boss: PgBoss, group: Webhook[]): Promise<WebhookOutcome[]> {
  const skipped: string[] = [];
  const enqueue = async <Name extends JobName>(name: Name, payloads: JobPayloads[Name][]) => {
    const jobs = payloads.map((payload) => jobInsert(name, payload));
    if (jobs.length === 0) return;
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
    const inserted = new Set(await boss.insert(name, jobs, { db, returnId: true }));
    if (name === "reconcile-shop")
      for (const job of jobs) if (!inserted.has(job.id) && job.singletonKey) skipped.push(job.singletonKey);
  };

  await client.query("BEGIN");
  let outcomes: WebhookOutcome[];
  try {
    const freshness = await store(client, group);
    const seen = new Set<string>();
    const fresh: Webhook[] = [];
    outcomes = group.map((webhook) => {
      const isFresh = freshness.get(webhook.webhookId);
      if (isFresh === undefined) return "unknown-shop";
      if (!isFresh || seen.has(webhook.webhookId)) return "repeated";
      seen.add(webhook.webhookId);
      fresh.push(webhook);
      return "stored";
    });
    for (const webhook of fresh) await doTask(client, webhook, enqueue);
    const dirtyShops = [...new Set(fresh.filter(({ dirty }) => dirty.length > 0).map(({ shop }) => shop))].sort();
    await enqueue(
      "reconcile-shop",
      dirtyShops.map((shop) => ({ shop })),
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
  if (skipped.length > 0) await replaceTakenJobs(client, boss, skipped);
  return outcomes;
}

async function store(client: PoolClient, group: Webhook[]): Promise<Map<string, boolean>> {
  const hints = group.flatMap(({ webhookId, shop, dirty, changedAt, triggeredAt }) =>
    dirty.map(({ kind, item }) => ({ webhookId, shop, kind, item, hintedAt: changedAt ?? triggeredAt })),
  );
  const column = <Row, Key extends keyof Row>(rows: Row[], key: Key) => rows.map((row) => row[key]);
  const { rows } = await client.query<{ webhookId: string; isFresh: boolean }>({
    name: "store-webhooks",
    text: storeSql,
    values: [
      column(group, "webhookId"),
      column(group, "shop"),
      column(group, "topic"),
      column(group, "eventId"),
      column(group, "resourceId"),
      column(group, "triggeredAt"),
      column(group, "isForAnyShop"),
      column(hints, "webhookId"),
      column(hints, "shop"),
      column(hints, "kind"),
      column(hints, "item"),
      column(hints, "hintedAt"),
    ],
  });
  const freshness = new Map<string, boolean>();
  for (const { webhookId, isFresh } of rows) freshness.set(webhookId, isFresh || freshness.get(webhookId) === true);
  return freshness;
}

type Enqueue = <Name extends JobName>(name: Name, payloads: JobPayloads[Name][]) => Promise<void>;

async function doTask(client: PoolClient, { shop, task, triggeredAt, webhookId }: Webhook, enqueue: Enqueue) {
  switch (task?.do) {
    case undefined:
      return;
    case "set-up-shop":
    case "read-inbound":
    case "redact-shop":
      return enqueue(task.do, [{ shop }]);
    case "read-collection":
      return enqueue("read-collection", [{ shop, collectionId: task.collectionId }]);
    case "redact-customer":
      return enqueue("redact-customer", [{ shop, orderIds: task.orderIds }]);
    case "record-data-request":
      // Arrivo keeps no more of a customer than their orders' lines: the operator answers from there (docs/operations.md).
      log.warn({ shop, webhookId }, "A customer asks for their data");
      return;
    case "carry-on": {
      const taskIds = await tasksWaitingFor(client, shop, task.bulkOperationId);
      return enqueue(
        "run-task",
        taskIds.map((taskId) => ({ shop, taskId })),
      );
    }
    case "uninstall": {
      // A late delivery of an uninstall before the last install must not end that one.
      const { rowCount } = await client.query(
        `UPDATE "Shop" SET state = 'uninstalled', "uninstalledAt" = now() WHERE domain = $1 AND "installedAt" <= $2`,
        [shop, triggeredAt],
      );
      if (!rowCount) return;
      await client.query(`DELETE FROM "Session" WHERE shop = $1`, [shop]);
      return enqueue("say-goodbye", [{ shop }]);
    }
  }
}

async function tasksWaitingFor(client: PoolClient, shop: ShopDomain, bulkOperationId: string): Promise<string[]> {
  await client.query("SELECT set_config('arrivo.shop', $1, true)", [shop]);
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "Task" WHERE shop = $1 AND checkpoint->>'bulkOperationId' = $2 AND "finishedAt" IS NULL`,
    [shop, bulkOperationId],
  );
  await client.query("SELECT set_config('arrivo.shop', '', true)");
  return rows.map(({ id }) => id);
}

/**
 * A job that waited when we asked may have been taken before we committed, and then it saw nothing of ours. Looked at
 * after the commit rather than locked before it: under a storm the job would be locked all the time, and never taken.
 * When this fails, run-due finds the dirty items within a minute.
 */
async function replaceTakenJobs(client: PoolClient, boss: PgBoss, shops: string[]): Promise<void> {
  try {
    const { rows } = await client.query<{ shop: ShopDomain }>(
      `SELECT key AS shop FROM unnest($1::text[]) AS key WHERE NOT EXISTS (
         SELECT 1 FROM ${bossSchema}.job WHERE name = 'reconcile-shop' AND state = 'created' AND singleton_key = key)`,
      [shops],
    );
    if (rows.length > 0)
      await boss.insert(
        "reconcile-shop",
        rows.map(({ shop }) => jobInsert("reconcile-shop", { shop })),
      );
  } catch (error) {
    log.warn({ err: error }, "Jobs taken meanwhile could not be replaced; run-due will");
  }
}
