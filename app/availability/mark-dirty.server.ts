import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

export interface DirtyMark {
  kind: "inventory-item" | "product" | "variant" | "order";
  /** Shopify's gid. */
  item: string;
  /** When it changed, by Shopify: a read that is older has not caught up. Null: nothing hinted at it. */
  hintedAt: Date | null;
}

/**
 * Marks what must be looked at again; the caller enqueues reconcile-shop in the same transaction. In the order of the
 * keys, so that two processes that mark the same rows wait for each other instead of deadlocking.
 */
export async function markDirty(db: Db, shop: ShopDomain, marks: readonly DirtyMark[]): Promise<void> {
  if (marks.length === 0) return;
  const kinds = marks.map(({ kind }) => kind);
  const items = marks.map(({ item }) => item);
  const hints = marks.map(({ hintedAt }) => (hintedAt ?? new Date(0)).toISOString());
  await db.$executeRaw`
    INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
    SELECT ${shop}, m.kind, m.item, max(m."hintedAt")
    FROM unnest(${kinds}::text[], ${items}::text[], ${hints}::timestamptz[]) AS m(kind, item, "hintedAt")
    GROUP BY m.kind, m.item ORDER BY m.kind, m.item
    ON CONFLICT (shop, kind, item) DO UPDATE SET
      "hintedAt" = greatest("DirtyItem"."hintedAt", excluded."hintedAt"),
      version = "DirtyItem".version + 1,
      "notBefore" = now()`;
}
