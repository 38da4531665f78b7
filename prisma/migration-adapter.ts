import { setTimeout as arm } from "node:timers";
import { PrismaPg } from "migration-adapter-pg";
import pg from "pg";

const CHAR_OID = 18; // "char", one byte: pg_catalog uses it, Prisma's adapter has no name for it
const BPCHAR_OID = 1042; // char(n), which the adapter reads as a Character column

const LOCK_TIMEOUT_MS = 10_000;

/**
 * Prisma's schema engine arms a ten-second timer for its advisory lock and never clears it, so every command would sit
 * out ten seconds after its work. The timer still fires while there is work (a socket is open); it no longer holds the
 * process by itself.
 */
function letTheCommandEnd(): void {
  const armed = (callback: () => void, delay?: number, ...rest: unknown[]) => {
    const timer = arm(callback, delay, ...rest) as unknown as NodeJS.Timeout; // DOM types say number
    return delay === LOCK_TIMEOUT_MS ? timer.unref() : timer;
  };
  Object.assign(globalThis, { setTimeout: armed });
}

/** A pool whose results say Character where PostgreSQL says "char", or Prisma's introspection stops at it. */
class CatalogueReadingPool extends pg.Pool {
  // `query` has eight overloads in pg's types; this one hands all of them on unchanged.
  override query = (async (...args: Parameters<pg.Pool["query"]>) => {
    const result = (await pg.Pool.prototype.query.apply(this, args)) as unknown as pg.QueryResult;
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR_OID) field.dataTypeID = BPCHAR_OID;
    return result;
  }) as unknown as pg.Pool["query"];
}

/** The adapter cuts a script at every semicolon, which tears a function's body apart: PostgreSQL takes it whole. */
function runningWholeScripts<Adapter extends Awaited<ReturnType<PrismaPg["connect"]>>>(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return adapter;
}

/**
 * The connection of Prisma's own commands (migrate, db, introspection) with its JavaScript engine.
 *
 * Host, port, user and database are passed one by one: given a connection string the shadow database would silently be
 * the main one. The shadow pool is closed before its database is dropped, or PostgreSQL refuses.
 */
export async function openMigrationAdapter() {
  const address = process.env.DATABASE_OWNER_URL;
  if (!address)
    throw new Error("DATABASE_OWNER_URL is not set: Prisma's commands need the owner's address of the database.");
  letTheCommandEnd();
  const url = new URL(address);
  const config = {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    allowExitOnIdle: true,
  };
  const factory = new PrismaPg(new CatalogueReadingPool(config), { disposeExternalPool: true });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => runningWholeScripts(await connect());
  factory.connectToShadowDb = async () => {
    const owner = new pg.Client(config);
    await owner.connect();
    const database = `arrivo_shadow_${Date.now()}_${process.pid}`;
    await owner.query(`CREATE DATABASE "${database}"`);
    const pool = new CatalogueReadingPool({ ...config, database });
    const shadow = runningWholeScripts(await new PrismaPg(pool, { disposeExternalPool: true }).connect());
    const closePool = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await closePool();
      await owner.query(`DROP DATABASE "${database}"`);
      await owner.end();
    };
    return shadow;
  };
  return factory;
}
