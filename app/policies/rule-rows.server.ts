import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { RuleRow } from "./rule-change-checkpoint.ts";

/** The rules of these targets as they stand; a target without one is not among them. */
export async function readRuleRows(db: Db, shop: ShopDomain, targets: readonly PolicyTargetRef[]): Promise<RuleRow[]> {
  // One text: there may be as many as variants, and read value by value they take several times as long.
  const rows = await db.$queryRaw<{ row: string }[]>`
    SELECT json_build_object('id', r.id, 'level', r.level, 'targetId', r."targetId", 'rank', r.rank, 'gives', r.gives,
      'createdAt', to_char(r."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedAt', to_char(r."updatedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text AS row
    FROM "Policy" r WHERE ${rulesOf(shop, targets)}`;
  // Justified cast: the columns of the query; rules are written from checked forms, of a target's level, as an object.
  return rows.map(({ row }) => JSON.parse(row) as RuleRow);
}

/** Makes these rows all that stands of these targets. */
export async function putRuleRows(
  db: Db,
  shop: ShopDomain,
  targets: readonly PolicyTargetRef[],
  rows: readonly RuleRow[],
): Promise<void> {
  await db.$executeRaw`DELETE FROM "Policy" r WHERE ${rulesOf(shop, targets)}`;
  await db.$executeRaw`
    INSERT INTO "Policy" (shop, id, level, "targetId", rank, gives, "createdAt", "updatedAt")
    SELECT ${shop}, g.id, g.level, g."targetId", g.rank, g.gives, g."createdAt", g."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(id text, level text, "targetId" text, rank int,
      gives jsonb, "createdAt" timestamptz, "updatedAt" timestamptz)`;
}

function rulesOf(shop: ShopDomain, targets: readonly PolicyTargetRef[]): Prisma.Sql {
  const levels = targets.map(({ level }) => level);
  const ids = targets.map((target) => targetIdOf(target, shop));
  return Prisma.sql`r.shop = ${shop} AND (r.level, r."targetId") IN (
    SELECT * FROM unnest(${levels}::text[], ${ids}::text[]))`;
}
