import { setTimeout as pause } from "node:timers/promises";

/** Waits until anything answers, whatever it says. @throws Error after a minute. */
export async function untilListening(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (
    !(await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error(`${url} did not answer within a minute.`);
    await pause(100);
  }
}
