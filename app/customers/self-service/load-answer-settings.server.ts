import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type AnswerSettings, answerSettings } from "./answer-settings.ts";

/** What an older Arrivo wrote and this one can't read is worth no more than the defaults. */
export async function loadAnswerSettings(db: Db, shop: ShopDomain): Promise<AnswerSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { customers: true } });
  const stored = answerSettings.safeParse((row?.customers as { answers?: unknown } | null)?.answers ?? {});
  return stored.success ? stored.data : answerSettings.parse({});
}

/** Only this section: the others of `customers` are other forms'. */
export async function storeAnswerSettings(db: Db, shop: ShopDomain, settings: AnswerSettings): Promise<void> {
  await db.$executeRaw`
    UPDATE "ShopSettings" SET customers = customers || jsonb_build_object('answers', ${JSON.stringify(settings)}::jsonb)
    WHERE shop = ${shop}`;
}
