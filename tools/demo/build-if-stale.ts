import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");
const sources = ["app", "vite.config.ts", "package-lock.json", "tsconfig.json"];
const stampFile = join(root, ".data", "build-stamp");

/**
 * Builds the web part unless the last build was made from just these sources: a second start should not wait for it.
 * `signal` ends it in the middle.
 * @returns whether it built.
 */
export async function buildIfStale(signal?: AbortSignal): Promise<boolean> {
  const hash = createHash("sha256");
  for (const source of sources) await addToHash(hash, join(root, source));
  const stamp = hash.digest("hex");
  const isBuilt = await stat(join(root, "build", "server", "index.js")).then(
    () => true,
    () => false,
  );
  if (isBuilt && (await readFile(stampFile, "utf8").catch(() => "")) === stamp) return false;
  // An interrupted build leaves no stamp that vouches for it.
  await rm(stampFile, { force: true });
  await run(
    process.execPath,
    [join(root, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"],
    {
      cwd: root,
      signal,
      env: { ...process.env, NODE_ENV: "production" },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  await mkdir(join(root, ".data"), { recursive: true });
  await writeFile(stampFile, stamp);
  return true;
}

async function addToHash(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const found = await stat(path);
  if (found.isDirectory()) {
    for (const name of (await readdir(path)).sort()) await addToHash(hash, join(path, name));
    return;
  }
  if (/\.test\.tsx?$/.test(path)) return;
  hash.update(path.slice(root.length)).update(await readFile(path));
}
