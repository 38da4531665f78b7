import { getPorts } from "./composition.server.ts";
import { disconnect, refuseRoleThatBypassesRowSecurity } from "./db.server.ts";
import { getEnv } from "./env.server.ts";
import { startBoss, stopBoss } from "./jobs/boss.server.ts";
import { log } from "./log.server.ts";

const roles = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isDevelopment = process.argv.includes("--dev");
const isWeb = roles.length === 0 || roles.includes("web");
const isWorker = roles.length === 0 || roles.includes("worker");

const stops: (() => Promise<void>)[] = [];

/**
 * Starts what the command line names: web, worker or, by default, both in one process; each loads its own code only. Ends
 * the process on SIGTERM or SIGINT once what it has begun is done, and at once, in plain words, where it can't start.
 */
export async function runProcesses(): Promise<void> {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(0));
  process.on("unhandledRejection", (error) => log.error({ err: error }, "A fault that nobody handled"));
  try {
    await start();
  } catch (error) {
    // For whoever started it: plain words, no stack.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stop(1);
  }
}

async function start(): Promise<void> {
  if (roles.some((role) => role !== "web" && role !== "worker"))
    throw new Error("Usage: node app/start.server.ts [web|worker] [--dev]");
  getEnv();
  stops.push(disconnect);
  await refuseRoleThatBypassesRowSecurity();
  const ports = getPorts();
  stops.push(() => stopBoss());
  if (isWorker) {
    const { startWorker } = await import("./jobs/worker.server.ts");
    const worker = await startWorker(ports);
    stops.push(worker.stop);
  } else await startBoss("sender");
  if (isWeb) {
    const { serveRemixBuild, serveRemixInDevelopment } = await import("./web/serve-remix.server.ts");
    const { startWeb } = await import("./web/start-web.server.ts");
    const remix = await (isDevelopment ? serveRemixInDevelopment() : serveRemixBuild());
    stops.push(remix.close);
    const web = await startWeb(ports, remix.app);
    stops.push(web.stop);
    log.info({ port: web.port }, "Arrivo answers");
  }
  if (isWorker) log.info("Arrivo's worker is at work");
}

let isStopping = false;
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // What could hang longer than the host's patience is cut off; jobs then run again elsewhere.
  setTimeout(() => process.exit(exitCode || 1), 28_000).unref();
  for (const end of stops.reverse()) await end().catch((error: unknown) => log.warn({ err: error }, "While stopping"));
  process.exit(exitCode);
}
