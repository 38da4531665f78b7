import { fileURLToPath } from "node:url";
import { check } from "@shopify/theme-check-node";

/** `npm run theme-check`: Shopify's own rules for theme app extensions, offline. Exit 1 if any is broken. */
const root = fileURLToPath(new URL("../extensions/storefront", import.meta.url));
const offences = await check(root, `${root}/.theme-check.yml`);

for (const { check: rule, uri, start, message } of offences) {
  const path = fileURLToPath(uri).slice(root.length + 1);
  console.error(`${path}:${start.line + 1}:${start.character + 1} ${rule}: ${message}`);
}
console.log(`theme-check: ${offences.length} offences`);
process.exitCode = offences.length > 0 ? 1 : 0;
