import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Db } from "../db.server.ts";
import { ShopifyUnreachable } from "../errors.ts";

/** Longer than one call of Shopify may take, so that a lease outlives the work it guards unless its process died. */
const leaseMs = 30_000;
const lookAgainMs = 40;

/**
 * Runs `work` while no other process holds the lease of that name. A lease of a process that died expires by itself.
 * @throws ShopifyUnreachable when it can't be had in time.
 */
export async function withLease<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  const holder = randomUUID();
  const deadline = performance.now() + leaseMs;
  while (!(await take(db, name, holder))) {
    if (performance.now() > deadline) throw new ShopifyUnreachable(`The lease ${name} is held by another process`);
    await pause(lookAgainMs);
  }
  try {
    return await work();
  } finally {
    await db.$executeRaw`DELETE FROM "Lease" WHERE name = ${name} AND holder = ${holder}`;
  }
}

async function take(db: Db, name: string, holder: string): Promise<boolean> {
  const seconds = leaseMs / 1000;
  const taken = await db.$executeRaw`
    INSERT INTO "Lease" (name, holder, "expiresAt") VALUES (${name}, ${holder}, now() + make_interval(secs => ${seconds}))
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, "expiresAt" = excluded."expiresAt"
    WHERE "Lease"."expiresAt" < now()`;
  return taken === 1;
}
