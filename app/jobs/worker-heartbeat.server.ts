import { randomUUID } from "node:crypto";
import { getClock } from "../clock.server.ts";
import { outsideShops } from "../db.server.ts";
import { log } from "../log.server.ts";

const beatMs = 1_000;
/** A worker not heard from for this long is gone. */
export const silenceMs = 10_000;

/** Says every second that this worker lives, and which business time it keeps. */
export async function startHeartbeat(): Promise<{ stop(): Promise<void> }> {
  const id = randomUUID();
  const db = outsideShops();
  const clock = getClock();
  const startedAt = new Date();
  let beating: Promise<void> | null = null;

  const beat = async () => {
    const seen = { seenAt: new Date(), clockOffsetMs: BigInt(await clock.readOffsetMs()) };
    await db.workerHeartbeat.upsert({ where: { id }, create: { id, startedAt, ...seen }, update: seen });
  };
  const tryBeat = () => {
    beating ??= beat()
      .catch((error: unknown) => log.warn({ err: error }, "The worker's heartbeat was not written"))
      .finally(() => (beating = null));
  };
  await beat();
  const timer = setInterval(tryBeat, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
      await db.workerHeartbeat.deleteMany({
        where: { OR: [{ id }, { seenAt: { lt: new Date(Date.now() - 3600_000) } }] },
      });
    },
  };
}
