import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const endWithParent = resolve(import.meta.dirname, "end-with-parent.ts");

export interface Child {
  name: string;
  pid: number;
  /** SIGTERM, and SIGKILL if that was not heard within ten seconds; answers once it is gone. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Settles when the process ends, with its last words. */
  ended: Promise<{ name: string; code: number | null; signal: string | null; lastWords: string }>;
}

/** Starts one of the project's own programs with its output in a log file. */
export function startChild(
  name: string,
  script: string,
  env: Record<string, string>,
  logFile: string,
  args: string[] = [],
): Child {
  // A group of its own: Ctrl-C reaches only the demo, which then stops its children in order.
  const child = spawn(process.execPath, ["--import", endWithParent, script, ...args], {
    cwd: root,
    env: { NODE_ENV: "production", ...env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const logs = createWriteStream(logFile, { flags: "a" });
  let lastWords = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      logs.write(chunk);
      lastWords = (lastWords + chunk.toString()).slice(-3000);
    });
  }
  if (child.pid === undefined) throw new Error(`${name} could not be started: ${script}`);
  const ended = once(child, "exit").then(([code, signal]) => {
    logs.end();
    return { name, code: code as number | null, signal: signal as string | null, lastWords };
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const hard = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(hard);
  };
  return { name, pid: child.pid, stop: () => end("SIGTERM"), kill: () => end("SIGKILL"), ended };
}
