import { silenceNotices } from "../customers/notices/silence-notices.server.ts";
import { outsideShops } from "../db.server.ts";
import { fillIn, mailWords } from "../i18n/mail-words.ts";
import type { ShopDomain } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import { goodbyeFiles } from "./goodbye-files.server.ts";

/**
 * After app/uninstalled: the tokens are dead and go, and since we can put nothing back in Shopify any more, the shop's
 * contact gets the files to do it with. Our own record stays until shop/redact, for a reinstall.
 * @throws InfrastructureError when the mail server does not take the mail: the job is tried again.
 */
export async function sayGoodbye(ports: Ports, shop: ShopDomain): Promise<void> {
  const db = outsideShops();
  const registered = await db.shop.findUnique({ where: { domain: shop } });
  // Installed again before this job came round: nothing was lost.
  if (registered?.state !== "uninstalled") return;
  await db.session.deleteMany({ where: { shop } });
  await db.dirtyItem.deleteMany({ where: { shop } });
  await silenceNotices(ports, shop);

  const { restore, waiting } = await goodbyeFiles(shop, registered.locale);
  if (restore.rows === 0 && waiting.rows === 0) return;
  if (!ports.mailer.isConfigured || registered.contactEmail === null) {
    // docs/operations.md: `node tools/goodbye-files.ts` writes them for the operator, until shop/redact.
    log.warn({ shop, variants: restore.rows, lines: waiting.rows }, "The goodbye files could not be mailed");
    return;
  }
  const { goodbye: words } = mailWords(registered.locale);
  const values = {
    shop: registered.name || shop,
    restoreFile: restore.name,
    variants: restore.rows,
    waitingFile: waiting.name,
    lines: waiting.rows,
  };
  await ports.mailer.send({
    to: registered.contactEmail,
    subject: fillIn(words.subject, values),
    text: fillIn(words.text, values),
    attachments: [restore, waiting].map(({ name, content }) => ({
      filename: name,
      content,
      contentType: "text/csv; charset=utf-8",
    })),
  });
}
