import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import pg from "pg";
import { disconnect } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { setupDatabase } from "../../../prisma/setup-database.ts";
import { type RunningEmulator, startEmulator } from "../../../store-emulator/start-emulator.ts";
import { type LocalPostgres, startPostgres } from "../../../tools/postgres/start-postgres.ts";
import { until } from "./until.ts";

const root = resolve(import.meta.dirname, "../../..");
const webScript = resolve(root, "tests/integration/support/serve-webhooks.ts");
const appScript = resolve(root, "app/start.server.ts");

export interface Processes {
  running: RunningEmulator;
  postgres: LocalPostgres;
  webPid: number;
  startWorker(): Worker;
  /** kill -9, and the same cluster again on the same port, as after a power cut. */
  killPostgres(): Promise<void>;
  stop(): Promise<void>;
}

export interface Worker {
  pid: number;
  kill(): Promise<void>;
}

const clusterName = `postgres-processes-${process.pid}`;

/**
 * The real thing in processes of its own: PostgreSQL with fsync, the web server that takes webhooks, workers. The
 * emulator stays in this process, so that a test can look into it and shape its bad days.
 */
export async function startProcesses(): Promise<Processes> {
  let postgres = await startPostgres({ name: clusterName, fsync: true });
  const owner = new pg.Client(postgres.ownerUrl());
  await owner.connect();
  await owner.query("CREATE DATABASE arrivo");
  await owner.end();
  const databaseUrl = postgres.urlFor("arrivo_app", "only-for-tests", "arrivo");
  await setupDatabase(postgres.ownerUrl("arrivo"), databaseUrl);

  const running = await startEmulator({
    apiKey: process.env.SHOPIFY_API_KEY,
    apiSecret: process.env.SHOPIFY_API_SECRET,
    // Four hours of retries in half a minute.
    retryScale: 0.002,
  });
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SHOPIFY_ORIGIN: `${running.url}/shopify`,
    HOST: "127.0.0.1",
    PORT: "0",
  });
  const children = new Set<ChildProcess>();
  const start = (script: string, args: string[], stdio: "inherit" | "ipc") => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, LOG_LEVEL: process.env.CHILD_LOG_LEVEL ?? "silent" },
      stdio: ["ignore", "inherit", "inherit", ...(stdio === "ipc" ? ["ipc" as const] : [])],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    return child;
  };
  const web = start(webScript, [], "ipc");
  const [port] = (await once(web, "message")) as [number];
  running.emulator.app.url = `http://127.0.0.1:${port}`;

  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };

  return {
    running,
    webPid: web.pid ?? 0,
    get postgres() {
      return postgres;
    },
    startWorker() {
      const child = start(appScript, ["worker"], "inherit");
      return { pid: child.pid ?? 0, kill: () => end(child, "SIGKILL") };
    },
    async killPostgres() {
      const { port: samePort } = postgres;
      await postgres.kill();
      // Its children need a moment to see that it is gone; until then the cluster can't be started.
      postgres = await until("PostgreSQL runs again", () =>
        startPostgres({ name: clusterName, fsync: true, port: samePort }).catch(() => null),
      );
    },
    async stop() {
      await Promise.all([...children].map((child) => end(child, "SIGKILL")));
      await stopBoss();
      await disconnect();
      await running.close();
      await postgres.stop();
      await postgres.remove();
    },
  };
}
