import { setTimeout as pause } from "node:timers/promises";

/** Asks until the answer is neither undefined, null, false nor zero: a count of nothing is no answer. @throws Error after `timeoutMs`, naming what it waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 20_000,
  everyMs = 20,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false && answer !== 0) return answer;
    if (performance.now() > deadline) throw new Error(`Not in time: ${what}`);
    await pause(everyMs);
  }
}
