import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";
import { getEnv } from "./env.server.ts";

/** A client or a transaction: what every use-case takes first. */
export type Db = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** The client for what stands outside the tenants (registry, inbox, dirty items, leases). Tenant tables are empty through it. */
export function outsideShops(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: getEnv().DATABASE_URL, max: 20, connectionTimeoutMillis: 10_000 }),
    errorFormat: "minimal",
  });
  return client;
}

export interface ShopTransactionOptions {
  /** Milliseconds the transaction may take; long work goes in batches. */
  timeoutMs?: number;
  /** Milliseconds to wait for a connection. */
  maxWaitMs?: number;
}

/**
 * One transaction in which exactly this shop's rows are visible and writable: PostgreSQL's row-level security sees to
 * it. No network call belongs inside.
 */
export async function withShop<T>(
  shop: string,
  work: (db: Db) => Promise<T>,
  { timeoutMs = 10_000, maxWaitMs = 10_000 }: ShopTransactionOptions = {},
): Promise<T> {
  return outsideShops().$transaction(
    async (db) => {
      await db.$executeRaw`SELECT set_config('arrivo.shop', ${shop}, true)`;
      return work(db);
    },
    { timeout: timeoutMs, maxWait: maxWaitMs },
  );
}

/**
 * Called once at start.
 * @throws Error when the role could see all shops' rows whatever we ask for, or when PostgreSQL does not let us in.
 */
export async function refuseRoleThatBypassesRowSecurity(): Promise<void> {
  const rows = await outsideShops().$queryRaw<{ rolsuper: boolean; rolbypassrls: boolean; rolname: string }[]>`
    SELECT rolname::text AS rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`.catch(
    (error: unknown) => {
      const words = error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);
      throw new Error(`PostgreSQL can't be used with DATABASE_URL: ${words}`, { cause: error });
    },
  );
  const role = rows[0];
  if (!role || role.rolsuper || role.rolbypassrls) {
    throw new Error(
      `DATABASE_URL's role ${role?.rolname ?? "(unknown)"} may bypass row-level security, which keeps the shops apart. ` +
        "Run `npm run db:setup` with DATABASE_OWNER_URL set: it makes the application's role.",
    );
  }
}

export async function disconnect(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
