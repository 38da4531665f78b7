import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { findPostgresFolders } from "./find-postgres-folder.ts";

const run = promisify(execFile);

export interface LocalPostgres {
  /** The superuser's address of a database, for `DATABASE_OWNER_URL` and for making databases. */
  ownerUrl(database?: string): string;
  /** The address for another role with the given password. */
  urlFor(role: string, password: string, database?: string): string;
  port: number;
  pid: number;
  notice: string | null;
  /** Fast shutdown; answers once the process is gone. */
  stop(): Promise<void>;
  /** kill -9, as a machine that loses power: for the storms. */
  kill(): Promise<void>;
  /** Settles once its process is gone, however it ended. */
  ended: Promise<unknown>;
  /** Deletes the stopped cluster. */
  remove(): Promise<void>;
}

export interface StartOptions {
  /** The cluster's folder under `.data/`. */
  name: string;
  port?: number;
  /** Off only for short-lived test databases: what they lose in a power cut nobody misses. */
  fsync?: boolean;
  settings?: Record<string, string>;
  /** The clone in whose `.data/` the cluster lives; this one unless a test says otherwise. */
  root?: string;
  /** Once it is aborted, nothing more is started. */
  signal?: AbortSignal;
}

/**
 * Starts the PostgreSQL that `npm ci` brought, with its data under `.data/`; one that still runs from an earlier,
 * killed command is stopped first. Listens on 127.0.0.1 only, with a password made at first start.
 *
 * @throws Error with PostgreSQL's own last words when it does not come up.
 */
export async function startPostgres({
  name,
  port,
  fsync = true,
  settings = {},
  root,
  signal,
}: StartOptions): Promise<LocalPostgres> {
  const { binaries, data, notice } = await findPostgresFolders(name, root);
  const cluster = join(data, "cluster");
  const passwordFile = join(data, "password");
  const account = await unprivilegedAccount();

  await mkdir(data, { recursive: true });
  if (account) await chown(data, account.uid, account.gid);
  await chmod(join(binaries, "bin", "postgres"), 0o755).catch(() => undefined);
  if (!(await exists(join(cluster, "PG_VERSION")))) {
    // Whole or not at all: an interrupted first start must not leave half a cluster for the second.
    const draft = `${cluster}.new`;
    await rm(cluster, { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
    await writeFile(passwordFile, randomBytes(18).toString("base64url"), { mode: 0o600 });
    if (account) await chown(passwordFile, account.uid, account.gid);
    await run(
      join(binaries, "bin", "initdb"),
      [
        "-D",
        draft,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "--pwfile",
        passwordFile,
        "-E",
        "UTF8",
        "--no-locale",
        "--no-instructions",
      ],
      { ...account, env: environmentFor(binaries), cwd: data },
    );
    await rename(draft, cluster);
    // Not in the middle: it would be left behind, tidying up.
    signal?.throwIfAborted();
  }
  await stopLeftOver(cluster);

  const password = (await readFile(passwordFile, "utf8")).trim();
  const listen = port ?? (await freePort());
  const flags = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    fsync: fsync ? "on" : "off",
    ...settings,
  };
  const child = spawn(
    join(binaries, "bin", "postgres"),
    [
      "-D",
      cluster,
      "-p",
      String(listen),
      ...Object.entries(flags).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    // A process group of its own: Ctrl-C in the terminal must reach the app first, and the database last.
    { ...account, env: environmentFor(binaries), cwd: data, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(child, "exit");
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4000)));
  child.unref();

  const ownerUrl = (database = "postgres") => `postgresql://postgres:${password}@127.0.0.1:${listen}/${database}`;
  await untilItAnswers(ownerUrl(), () => (child.exitCode === null && child.signalCode === null ? null : lastWords));
  if (child.pid === undefined) throw new Error(`PostgreSQL did not start: ${lastWords}`);

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill(signal);
    await ended;
  };
  return {
    ownerUrl,
    urlFor: (role, rolePassword, database = "postgres") =>
      `postgresql://${role}:${encodeURIComponent(rolePassword)}@127.0.0.1:${listen}/${database}`,
    port: listen,
    pid: child.pid,
    notice,
    ended,
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
    remove: () => rm(data, { recursive: true, force: true }),
  };
}

/** As root: the account PostgreSQL runs as. It owns nothing else, and no account is made on the machine for it. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile("/etc/passwd", "utf8")).split("\n").find((row) => row.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid)
    throw new Error("PostgreSQL does not run as root, and this machine has no account `nobody` to run it as.");
  return { uid: Number(uid), gid: Number(gid) };
}

function environmentFor(binaries: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    LD_LIBRARY_PATH: join(binaries, "lib"),
    TZ: "UTC",
    LC_ALL: "C",
  };
}

async function stopLeftOver(cluster: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid || !(await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes(cluster)) return;
  process.kill(pid, "SIGINT");
  while (await exists(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 25));
}

async function untilItAnswers(url: string, ended: () => string | null): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const words = ended();
    if (words !== null) throw new Error(`PostgreSQL stopped while starting:\n${words}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error("PostgreSQL did not answer within 30 seconds.", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
