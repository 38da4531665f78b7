import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An asset of the extension, as Shopify's CDN would serve it; null where there is none of that name. */
export function extensionAsset(extensionDir: string, name: string): string | null {
  if (!/^[\w.-]+\.(css|js|svg|json)$/.test(name)) return null;
  try {
    return readFileSync(join(extensionDir, "assets", name), "utf8");
  } catch {
    return null;
  }
}
