import { waitingCsv } from "../backorders/waiting-csv.ts";
import { waitingLines } from "../backorders/waiting-lines.server.ts";
import { type Db, withShop } from "../db.server.ts";
import { mailWords } from "../i18n/mail-words.ts";
import type { ShopDomain } from "../ids.ts";
import { restoreCsv, type TakenOverVariant } from "./restore-csv.ts";

export interface GoodbyeFile {
  name: string;
  content: string;
  /** Rows under the heading. */
  rows: number;
}

/** The two files for a shop that removed us, from our own database: no token is needed. */
export async function goodbyeFiles(
  shop: ShopDomain,
  locale: string,
): Promise<{ restore: GoodbyeFile; waiting: GoodbyeFile }> {
  const { goodbye: words } = mailWords(locale);
  return withShop(
    shop,
    async (db) => {
      const variants = await takenOverVariants(db, shop);
      const lines = await waitingLines(db, shop);
      const headings = Object.values(words.columns);
      return {
        restore: { name: words.restoreFile, content: restoreCsv(variants), rows: variants.length },
        waiting: { name: words.waitingFile, content: waitingCsv(lines, headings), rows: lines.length },
      };
    },
    { timeoutMs: 120_000 },
  );
}

async function takenOverVariants(db: Db, shop: ShopDomain): Promise<TakenOverVariant[]> {
  return db.$queryRaw<TakenOverVariant[]>`
    SELECT p.handle, v.options, v.title, v."ownPolicy" FROM "Variant" v
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    WHERE v.shop = ${shop} AND v."ownPolicy" IS NOT NULL ORDER BY p.handle, v.position`;
}
