import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "../tools/demo/require-free-port.ts";

/**
 * How long a stranger waits: `npm ci && npm run demo` in a fresh clone of what is committed, and a second start there.
 * Baseline in the same run: `npm ci` alone, which no design of ours can shorten.
 */
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "arrivo-bench-demo-"));
const clone = join(folder, "arrivo");
// The system's own Node and npm, as the stranger has them: not the ones that `npm run` puts first.
const path = (process.env.PATH ?? "")
  .split(":")
  .filter((part) => !part.includes("node_modules"))
  .join(":");
const env = { ...process.env, PATH: path };

async function startUntilReady(): Promise<number> {
  const begun = performance.now();
  const ports = ["--port", String(await findFreePort()), "--app-port", String(await findFreePort())];
  const demo = spawn("npm", ["run", "demo", "--", ...ports], { cwd: clone, env, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  const ready = new Promise<void>((tell, fail) => {
    const read = (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes("Arrivo is running")) tell();
    };
    demo.stdout.on("data", read);
    demo.stderr.on("data", read);
    demo.once("exit", () => fail(new Error(`The demo ended before it was ready:\n${words}`)));
  });
  await ready;
  const seconds = (performance.now() - begun) / 1000;
  demo.kill("SIGINT");
  await once(demo, "exit");
  return seconds;
}

try {
  await run("git", ["clone", "--quiet", resolve(import.meta.dirname, ".."), clone]);
  const begun = performance.now();
  await run("npm", ["ci", "--no-audit"], { cwd: clone, env, maxBuffer: 64 * 1024 * 1024 });
  const install = (performance.now() - begun) / 1000;
  const first = install + (await startUntilReady());
  const second = await startUntilReady();
  const [cpu] = cpus();
  console.log(`npm ci alone (baseline)       ${install.toFixed(1)} s`);
  console.log(`npm ci && npm run demo        ${first.toFixed(1)} s   must be under 180 s`);
  console.log(`second npm run demo           ${second.toFixed(1)} s   must be under 15 s`);
  console.log(`machine                       ${cpus().length} × ${cpu?.model ?? "unknown"}, Node ${process.version}`);
  process.exitCode = first < 180 && second < 15 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
