import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";
import { metrics } from "../metrics.server.ts";
import { commitWebhooks, type WebhookOutcome } from "./commit-webhooks.server.ts";
import type { Webhook } from "./read-webhook.server.ts";

export interface WebhookInbox {
  /**
   * Settles once the webhook is committed.
   * @throws whatever made its group fail: nothing of the group is stored then.
   */
  accept(webhook: Webhook): Promise<WebhookOutcome>;
  /** How many wait or are being committed. */
  underWay(): number;
  /** Settles once nothing is under way: for a server that takes no more. */
  drain(): Promise<void>;
}

const groupSize = 64;
const groupMs = 3;
/** Two transactions at once: while one waits for the disk, the next is on its way. */
const lanes = 2;

interface Waiting {
  webhook: Webhook;
  resolve(outcome: WebhookOutcome): void;
  reject(error: unknown): void;
}

/** Commits webhooks in groups: up to 64 of them, or those of 3 ms, share one transaction and one flush to disk. */
export function webhookInbox(pool: Pool, boss: PgBoss): WebhookInbox {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let busy = 0;
  let committing = 0;
  const idleListeners: (() => void)[] = [];

  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting.length === 0 || busy >= lanes) return;
    const group = waiting.slice(0, groupSize);
    waiting = waiting.slice(groupSize);
    busy += 1;
    committing += group.length;
    metrics.webhookGroupSize.observe(group.length);
    void commitGroup(group).finally(() => {
      busy -= 1;
      committing -= group.length;
      schedule();
      if (busy === 0 && waiting.length === 0) for (const tell of idleListeners.splice(0)) tell();
    });
  };

  const schedule = () => {
    if (waiting.length >= groupSize) flush();
    else if (waiting.length > 0 && timer === null) timer = setTimeout(flush, groupMs);
  };

  const commitGroup = async (group: Waiting[]) => {
    try {
      const outcomes = await commitOnce(group.map(({ webhook }) => webhook));
      group.forEach((each, index) => each.resolve(outcomes[index] ?? "unknown-shop"));
    } catch (error) {
      for (const each of group) each.reject(error);
    }
  };

  const commitOnce = async (group: Webhook[]): Promise<WebhookOutcome[]> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    // The pool listens to idle connections only: one lost between two statements would end the process.
    const onLost = (error: Error) => {
      broken = error;
    };
    client.on("error", onLost);
    try {
      return await commitWebhooks(client, boss, group);
    } catch (error) {
      // The connection may be in the middle of something: a new one is cheap.
      broken = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.removeListener("error", onLost);
      client.release(broken);
    }
  };

  return {
    accept: (webhook) =>
      new Promise((resolve, reject) => {
        waiting.push({ webhook, resolve, reject });
        schedule();
      }),
    underWay: () => waiting.length + committing,
    drain: () =>
      busy === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => idleListeners.push(resolve)),
  };
}
