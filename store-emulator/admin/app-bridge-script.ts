import { readFileSync } from "node:fs";
import { join } from "node:path";

/** In the order in which each finds what it imports. */
const PARTS = ["connection", "config", "navigation", "session-token", "modal", "elements", "save-bar-forms", "global"];

/**
 * The stand-in App Bridge as one classic script, since it must have run before the app's modules do. Its parts are
 * modules for whoever reads and checks them; joined in one scope they need neither imports nor exports.
 */
export function appBridgeScript(): string {
  const parts = PARTS.map((name) =>
    readFileSync(join(import.meta.dirname, "app-bridge", `${name}.js`), "utf8")
      .replace(/^import [\s\S]*?;\n/gm, "")
      .replace(/^export /gm, ""),
  );
  return `(() => {\n"use strict";\n${parts.join("\n")}\n})();\n`;
}
