import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DIR = join(import.meta.dirname, "app-bridge");

/** The stand-in App Bridge as one script, its parts in the order of their names, with a scope of its own. */
export function appBridgeScript(): string {
  const parts = readdirSync(DIR)
    .filter((name) => name.endsWith(".js"))
    .sort();
  return `(() => {\n"use strict";\n${parts.map((name) => readFileSync(join(DIR, name), "utf8")).join("\n")}\n})();\n`;
}
