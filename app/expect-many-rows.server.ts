import type { Db } from "./db.server.ts";

/**
 * PostgreSQL has counted none of the rows that were just stored, takes the tables for empty and would look each row up
 * in each other's table: a hundred thousand times a hundred thousand.
 */
export async function expectManyRows(db: Db): Promise<void> {
  await db.$queryRaw`SELECT set_config('enable_nestloop', 'off', true)`;
}
