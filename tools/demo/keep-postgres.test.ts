import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepPostgres, type KeptPostgres } from "./keep-postgres.ts";

let root: string;
let kept: KeptPostgres;
const said: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "arrivo-test-"));
  await chmod(root, 0o755);
  kept = await keepPostgres({ name: "postgres", root }, (line) => said.push(line));
}, 60_000);
afterEach(async () => {
  await kept.stop();
  await rm(root, { recursive: true, force: true });
});

const ask = async (sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: kept.first.ownerUrl() });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
};

describe("keepPostgres", () => {
  it("brings a killed PostgreSQL back at the same address, with its data, and stays away once stopped", async () => {
    await ask("CREATE TABLE kept AS SELECT 7 AS n");
    await kept.first.kill();
    await vi.waitFor(async () => expect(await ask("SELECT n FROM kept")).toEqual({ n: 7 }), {
      timeout: 20_000,
      interval: 100,
    });
    expect(said).toEqual(["PostgreSQL ended by itself and is started again."]);
    await kept.stop();
    await expect(ask("SELECT 1")).rejects.toThrow();
  }, 60_000);
});
