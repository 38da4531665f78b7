import { createHash } from "node:crypto";
import { z } from "zod";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type OrderColumns, orderFields } from "./order-fields.ts";

const kind = "purchase-orders";
/** PostgreSQL's index takes no longer keys. */
const longestHeader = 1_000;

export const orderColumnsSchema = z.partialRecord(z.enum(orderFields), z.number().int().min(0).max(1_000));

/** How the merchant mapped a file with this header before; null: never. */
export async function rememberedColumns(
  db: Db,
  shop: ShopDomain,
  names: readonly string[],
): Promise<OrderColumns | null> {
  const header = headerOf(names);
  const row = await db.columnMapping.findUnique({ where: { shop_kind_header: { shop, kind, header } } });
  const parsed = orderColumnsSchema.safeParse(row?.mapping);
  return parsed.success ? parsed.data : null;
}

export async function rememberColumns(
  db: Db,
  shop: ShopDomain,
  names: readonly string[],
  mapping: OrderColumns,
  now: Date,
): Promise<void> {
  const header = headerOf(names);
  await db.columnMapping.upsert({
    where: { shop_kind_header: { shop, kind, header } },
    create: { shop, kind, header, mapping, updatedAt: now },
    update: { mapping, updatedAt: now },
  });
}

function headerOf(names: readonly string[]): string {
  const header = names.join(",");
  return header.length <= longestHeader ? header : createHash("sha256").update(header).digest("hex");
}
