import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { startPostgres, type LocalPostgres } from "./start-postgres.ts";

const started: LocalPostgres[] = [];
const folders: string[] = [];

async function folder(mode: number): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "arrivo-test-"));
  await chmod(path, mode);
  folders.push(path);
  return path;
}

async function start(root: string): Promise<LocalPostgres> {
  const postgres = await startPostgres({ name: "postgres", root });
  started.push(postgres);
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  // All are stopped before anything is removed: two of them may share a cluster.
  const ended = started.splice(0);
  for (const postgres of ended) await postgres.stop();
  for (const postgres of ended) await postgres.remove();
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

describe("startPostgres", { timeout: 60_000 }, () => {
  it("starts, keeps its data over a restart and listens on this machine only", async () => {
    const root = await folder(0o755);
    const first = await start(root);
    await ask(first.ownerUrl(), "CREATE TABLE kept (n int)");
    await first.stop();
    const second = await start(root);
    expect(await ask(second.ownerUrl(), "SELECT count(*)::int AS n FROM kept")).toEqual({ n: 0 });
    expect(await ask(second.ownerUrl(), "SHOW listen_addresses")).toEqual({ listen_addresses: "127.0.0.1" });
  });

  it("stops one that a killed command left running, and keeps its data", async () => {
    const root = await folder(0o755);
    const forgotten = await start(root);
    await ask(forgotten.ownerUrl(), "CREATE TABLE kept (n int)");
    const next = await start(root);
    expect(await ask(next.ownerUrl(), "SELECT count(*)::int AS n FROM kept")).toEqual({ n: 0 });
    await expect(readFile(`/proc/${forgotten.pid}/cmdline`, "utf8")).rejects.toThrow();
  });

  it.runIf(process.getuid?.() === 0)(
    "works for root in a folder that is closed to others, and says where the data are",
    async () => {
      const postgres = await start(await folder(0o700));
      expect(postgres.notice).toMatch(/closed to other users/);
      expect(await ask(postgres.ownerUrl(), "SELECT 1 AS n")).toEqual({ n: 1 });
    },
  );

  it("refuses a stranger without the password", async () => {
    const postgres = await start(await folder(0o755));
    await expect(ask(postgres.urlFor("postgres", "guess"), "SELECT 1")).rejects.toThrow(
      /password authentication failed/,
    );
  });
});
