import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const steps: [name: string, ...args: string[]][] = [
  ["lint", "node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"],
  ["format", "node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  ["typecheck", "node_modules/typescript/bin/tsc", "--noEmit"],
  ["unused code and packages", "node_modules/knip/bin/knip.js"],
  ["theme check", "tools/theme-check.ts"],
  ["tests", "tools/test.ts"],
];
const withoutTests = process.argv.includes("--without-tests");

const failures: string[] = [];
for (const [name, ...args] of steps) {
  if (withoutTests && name === "tests") continue;
  const begun = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  console.log(`── ${name}: ${status === 0 ? "ok" : "FAILED"} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (status !== 0) failures.push(name);
}
if (failures.length > 0) console.error(`\nFailed: ${failures.join(", ")}`);
process.exitCode = failures.length === 0 ? 0 : 1;
