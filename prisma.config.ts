import { defineConfig } from "prisma/config";
import { openMigrationAdapter } from "./prisma/migration-adapter.ts";

// `prisma generate` connects to nothing, but env() in the schema must resolve: without an address Prisma takes the schema
// for unparsable and asks for its native engine instead.
process.env.DATABASE_URL ??= process.env.DATABASE_OWNER_URL ?? "postgresql://127.0.0.1/nowhere";

// Prisma's native engines are not used anywhere: they would have to be downloaded outside `npm ci` (docs/decisions/002).
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: openMigrationAdapter,
});
