import { z } from "zod";
import { getEnv } from "./env.server.ts";
import { log } from "./log.server.ts";
import type { Clock } from "./ports.ts";

const answerSchema = z.object({ offsetMs: z.number().int() });
/** How long an offset is taken as read: a page asks for the time many times. */
const keptMs = 500;

export interface OffsetClock extends Clock {
  /** Asks CLOCK_URL now; the last known offset when it does not answer. Always 0 where CLOCK_URL is unset. */
  readOffsetMs(): Promise<number>;
}

/** Wall time plus the offset that CLOCK_URL tells: only the demo and the tests have one. */
function offsetClock(url: string | undefined): OffsetClock {
  let offsetMs = 0;
  let readAt = -Infinity;
  let reading: Promise<number> | null = null;

  const read = async (address: string): Promise<number> => {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
      offsetMs = answerSchema.parse(await response.json()).offsetMs;
      readAt = performance.now();
    } catch (error) {
      log.warn({ err: error }, "CLOCK_URL does not tell the time; the last known offset is used");
    }
    return offsetMs;
  };
  const readOffsetMs = async () => (url === undefined ? 0 : read(url));

  return {
    wallNow: () => Date.now(),
    readOffsetMs,
    businessNow: async () => {
      if (url !== undefined && performance.now() - readAt > keptMs) {
        reading ??= readOffsetMs().finally(() => (reading = null));
        await reading;
      }
      return Date.now() + offsetMs;
    },
  };
}

const kept = globalThis as { arrivoClock?: OffsetClock };

/** One for the process: the routes inside Remix's bundle must see the same time as the server around it. */
export function getClock(): OffsetClock {
  return (kept.arrivoClock ??= offsetClock(getEnv().CLOCK_URL));
}
