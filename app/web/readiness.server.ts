import { outsideShops } from "../db.server.ts";
import type { OffsetClock } from "../clock.server.ts";
import { workLeft } from "../jobs/work-left.server.ts";
import { silenceMs } from "../jobs/worker-heartbeat.server.ts";
import type { Queue } from "../ports.ts";
import type { WebhookInbox } from "../shopify/webhook-inbox.server.ts";

export interface Readiness {
  ready: boolean;
  idle?: boolean;
  /** The business time's offset that every process has taken. */
  clockOffsetMs?: number;
  waiting?: Record<string, number>;
}

export interface ReadinessDependencies {
  clock: OffsetClock;
  queue: Queue;
  inbox: Pick<WebhookInbox, "underWay">;
}

/** Answers /readyz: can the database be reached, and on `?idle=1`, is there anything left to do? */
export function readinessCheck({ clock, queue, inbox }: ReadinessDependencies) {
  let offsetSeen: number | null = null;

  const idleness = async (): Promise<Required<Omit<Readiness, "ready">>> => {
    const offset = await clock.readOffsetMs();
    // Before the database is asked: what is committed meanwhile is then found there.
    const webhooks = inbox.underWay();
    const workers = await outsideShops().workerHeartbeat.findMany({
      where: { seenAt: { gt: new Date(Date.now() - silenceMs) } },
      select: { clockOffsetMs: true },
    });
    const behind = workers.find((worker) => Number(worker.clockOffsetMs) !== offset);
    if (offset !== offsetSeen && behind === undefined) {
      // Business time jumped: what falls due is looked for now, not at the next full minute. Only once every worker keeps
      // the new time: one that does not would find nothing due.
      await queue.enqueue(null, "run-due", {});
      offsetSeen = offset;
    }
    const left = await workLeft();
    const waiting = {
      ...left.jobs,
      ...(left.dirtyItems > 0 ? { "dirty-items": left.dirtyItems } : {}),
      ...(webhooks > 0 ? { webhooks } : {}),
    };
    return {
      idle: workers.length > 0 && behind === undefined && Object.keys(waiting).length === 0,
      clockOffsetMs: behind ? Number(behind.clockOffsetMs) : offset,
      waiting,
    };
  };

  return async (wantsIdle: boolean): Promise<Readiness> => {
    try {
      await outsideShops().$queryRaw`SELECT 1`;
      return { ready: true, ...(wantsIdle ? await idleness() : {}) };
    } catch {
      return { ready: false, ...(wantsIdle ? { idle: false } : {}) };
    }
  };
}
