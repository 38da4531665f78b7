import type pg from "pg";

type Row = Record<string, unknown>;

/** All that the database holds of one shop, by table; read as its owner, whom row-level security lets see every shop. */
export type ShopRows = Record<string, Row[]>;

/** Tables whose rows are a shop's, with the expression that says which: those with a `shop`, the registry and the jobs. */
async function tablesOf(owner: pg.Client): Promise<[table: string, shop: string][]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop' ORDER BY 1`,
  );
  const tables = rows.map(({ name }): [string, string] => [`public."${name}"`, "shop"]);
  return [...tables, ['public."Shop"', "domain"], ["pgboss.job", "data->>'shop'"]];
}

export async function readShopRows(owner: pg.Client, shop: string): Promise<ShopRows> {
  const reads = (await tablesOf(owner)).map(
    ([table, whose]) =>
      `SELECT '${table}' AS table, coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)), '[]') AS rows
       FROM ${table} t WHERE ${whose} = $1`,
  );
  const { rows } = await owner.query<{ table: string; rows: Row[] }>(reads.join(" UNION ALL "), [shop]);
  return Object.fromEntries(rows.map((each) => [each.table, each.rows]));
}

/** Row-level security of this file's database: switched off, only what a query says itself keeps the shops apart. */
export async function guardRows(owner: pg.Client, isOn: boolean): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `SELECT oid::regclass::text AS table FROM pg_class
     WHERE relforcerowsecurity AND relrowsecurity <> $1 ORDER BY 1`,
    [isOn],
  );
  const change = rows.map(({ table }) => `ALTER TABLE ${table} ${isOn ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY`);
  await owner.query(change.join(";"));
}

/** Every text in it, however deep. */
export function textsIn(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === "string") into.add(value);
  else if (value instanceof Map) for (const [, each] of value) textsIn(each, into);
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) textsIn(each, into);
  return into;
}
