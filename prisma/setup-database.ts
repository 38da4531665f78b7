import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..");

/**
 * Brings a database to the state this version needs: migrations by the owner, the application's role with its grants,
 * and the schema `pgboss`, which belongs to the application (pg-boss keeps its own tables). May run again at any time.
 */
export async function setupDatabase(ownerUrl: string, applicationUrl: string): Promise<void> {
  await run(process.execPath, [resolve(root, "node_modules/prisma/build/index.js"), "migrate", "deploy"], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_OWNER_URL: ownerUrl,
      DATABASE_URL: ownerUrl,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  const application = new URL(applicationUrl);
  const role = decodeURIComponent(application.username);
  const password = decodeURIComponent(application.password);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const name = owner.escapeIdentifier(role);
    const { rowCount } = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    const attributes = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${owner.escapeLiteral(password)}`;
    await owner.query(rowCount ? `ALTER ROLE ${name} ${attributes}` : `CREATE ROLE ${name} ${attributes}`);
    await owner.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
    await owner.query(`REVOKE ALL ON TABLE "_prisma_migrations" FROM ${name}`);
    await owner.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name}`);
    await owner.query(`GRANT ${name} TO CURRENT_USER`);
    await owner.query(`CREATE SCHEMA IF NOT EXISTS pgboss AUTHORIZATION ${name}`);
  } finally {
    await owner.end();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: applicationUrl } = process.env;
  if (!ownerUrl || !applicationUrl) {
    console.error(
      "db:setup needs DATABASE_OWNER_URL (the owner, who may create tables and roles) and DATABASE_URL (the application's role). See .env.example.",
    );
    process.exit(1);
  }
  await setupDatabase(ownerUrl, applicationUrl);
  console.log("The database is ready.");
}
