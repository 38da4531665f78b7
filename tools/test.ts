import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const report = join(root, ".data", "test-results.json");

/** All suites, or the files and projects named as for vitest; ends with `N passed, N failed` alone on a line. */
await mkdir(join(root, ".data"), { recursive: true });
await rm(report, { force: true });
const vitest = spawn(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => vitest.kill(signal));
const [code] = (await once(vitest, "exit")) as [number | null];

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[]; name: string }[];
}
const results = JSON.parse(await readFile(report, "utf8")) as Report;
// A file that could not even be loaded has no tests to count, and failed all the same.
const brokenFiles = results.testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.length === 0,
).length;
const failed = results.numFailedTests + brokenFiles;
const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : "";
console.log(`\n${results.numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = code === 0 && failed === 0 && results.numPassedTests > 0 ? 0 : 1;
