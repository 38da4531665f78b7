import type { TestProject } from "vitest/node";
import pg from "pg";
import { setupDatabase } from "../../prisma/setup-database.ts";
import { startPostgres } from "../../tools/postgres/start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { ownerUrl: string; applicationUrl: string };
  }
}

export const templateDatabase = "arrivo_template";
const role = "arrivo_app";
const password = "only-for-tests";

/** One PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ name: `postgres-test-${process.pid}`, fsync: false });
  const owner = new pg.Client({ connectionString: postgres.ownerUrl() });
  await owner.connect();
  await owner.query(`DROP DATABASE IF EXISTS ${templateDatabase} WITH (FORCE)`);
  await owner.query(`CREATE DATABASE ${templateDatabase}`);
  await owner.end();
  await setupDatabase(postgres.ownerUrl(templateDatabase), postgres.urlFor(role, password, templateDatabase));
  project.provide("postgres", { ownerUrl: postgres.ownerUrl(), applicationUrl: postgres.urlFor(role, password) });
  return async () => {
    await postgres.stop();
    await postgres.remove();
  };
}
