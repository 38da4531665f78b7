import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "./postgres/start-postgres.ts";

/**
 * `npm run db:migration -- what-changes`: writes a migration for what changed in prisma/schema.prisma since the last
 * commit. Compared are the two schemas and no database: Prisma's JavaScript engine can't read back an index on an
 * expression, which `migrate dev` would have to. Row-level security for a new tenant table is added by hand.
 */
const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..");
const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error("Name what changes, in lower case with hyphens: npm run db:migration -- add-supplier-closures");
  process.exit(1);
}
// Prisma connects before it compares, though it asks the database nothing.
const postgres = await startPostgres({ name: "postgres-migration", fsync: false });
const folder = await mkdtemp(join(tmpdir(), "arrivo-schema-"));
try {
  const before = join(folder, "schema.prisma");
  const { stdout: committed } = await run("git", ["show", "HEAD:prisma/schema.prisma"], { cwd: root });
  await writeFile(before, committed);
  const { stdout: sql } = await run(
    process.execPath,
    [
      "node_modules/prisma/build/index.js",
      ...["migrate", "diff", "--script", "--from-schema-datamodel", before],
      ...["--to-schema-datamodel", "prisma/schema.prisma"],
    ],
    { cwd: root, env: { ...process.env, DATABASE_OWNER_URL: postgres.ownerUrl() } },
  );
  const number = new Date().toISOString().slice(0, 19).replace(/[-T:]/g, "");
  const migration = join("prisma", "migrations", `${number}_${name}`);
  await mkdir(join(root, migration), { recursive: true });
  await writeFile(join(root, migration, "migration.sql"), sql);
  console.log(`${migration}/migration.sql is written. Look at it; a new tenant table needs its row-level security.`);
} finally {
  await rm(folder, { recursive: true, force: true });
  await postgres.stop();
}
