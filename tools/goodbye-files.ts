import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { disconnect, outsideShops } from "../app/db.server.ts";
import { parseShopDomain } from "../app/ids.ts";
import { goodbyeFiles } from "../app/shops/goodbye-files.server.ts";

/**
 * For the operator, where no mail could be sent after an uninstall: writes the two files of a shop into a folder.
 * Usage: node tools/goodbye-files.ts my-shop.myshopify.com [folder]
 */
const shop = parseShopDomain(process.argv[2] ?? "");
const folder = resolve(process.argv[3] ?? ".");
if (shop === null) {
  console.error("Usage: node tools/goodbye-files.ts my-shop.myshopify.com [folder]");
  process.exit(2);
}
const registered = await outsideShops().shop.findUnique({ where: { domain: shop } });
if (registered === null) {
  console.error(`There is no shop ${shop}.`);
  process.exitCode = 1;
} else {
  const files = Object.values(await goodbyeFiles(shop, registered.locale));
  for (const { name, content, rows } of files) {
    await writeFile(join(folder, name), content);
    console.log(`${join(folder, name)}: ${rows} rows`);
  }
}
await disconnect();
