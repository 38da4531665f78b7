import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  ok: number;
  failed: number;
}

/** Drives a server for a while from another process, after a warm-up that does not count. */
export async function measure(url: string, env: NodeJS.ProcessEnv, shopCount: number): Promise<Measured> {
  await drive(url, env, "3", shopCount);
  return drive(url, env, "10", shopCount);
}

async function drive(url: string, env: NodeJS.ProcessEnv, seconds: string, shopCount: number): Promise<Measured> {
  const child = fork(resolve(import.meta.dirname, "drive.ts"), [url, seconds, String(shopCount), "bench"], { env });
  const [measured] = (await once(child, "message")) as [Measured];
  if (child.exitCode === null) await once(child, "exit");
  return measured;
}
