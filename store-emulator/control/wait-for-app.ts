import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../emulator.ts";
import { HttpError } from "../http.ts";

type Readiness = { ready?: boolean; idle?: boolean; clockOffsetMs?: number };

async function askApp(emulator: Emulator): Promise<Readiness | null> {
  try {
    const response = await fetch(`${emulator.app.url}/readyz?idle=1`, { signal: AbortSignal.timeout(5000) });
    return (await response.json()) as Readiness;
  } catch {
    return null;
  }
}

/**
 * Answers once the app has taken the clock's offset, and has no work left, nor the emulator any for it. A webhook may
 * be under way between two looks, so idle counts only when seen twice in a row.
 */
export async function waitForApp(
  emulator: Emulator,
  wanted: { offsetMs?: number; isIdle?: boolean; timeoutMs?: number },
): Promise<void> {
  const until = Date.now() + (wanted.timeoutMs ?? 60_000);
  let idleSeen = 0;
  let last: Readiness | null = null;
  while (Date.now() < until) {
    const hadWork = emulator.pending.count > 0;
    last = await askApp(emulator);
    const hasClock = wanted.offsetMs === undefined || last?.clockOffsetMs === wanted.offsetMs;
    idleSeen = last?.idle && hasClock && !hadWork && emulator.pending.count === 0 ? idleSeen + 1 : 0;
    if (idleSeen >= 2) return;
    await wait(50);
  }
  if (!last) throw new HttpError(504, `the app at ${emulator.app.url} does not answer /readyz`);
  throw new HttpError(
    504,
    `not idle in time: ${emulator.pending.count} deliveries or jobs here, the app says ${JSON.stringify(last)}`,
  );
}
