import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Holder {
  pid: number;
  /** What the process runs: another program may have got its number since. */
  script: string;
  address: string;
}

/**
 * Takes a demo's folder for this process: two demos on the same data would stop each other's database.
 * @returns what gives it back.
 * @throws Error that names the demo that has it.
 */
export async function holdFolder(folder: string, address: string): Promise<() => Promise<void>> {
  const file = join(folder, "running.json");
  const draft = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, script: process.argv[1] ?? "", address };
  await writeFile(draft, JSON.stringify(holder));
  try {
    while (!(await isFirst(draft, file))) {
      const other = await readHolder(file);
      if (other !== null && (await isRunning(other)))
        throw new Error(
          `The demo of this folder runs already, at ${other.address} (process ${other.pid}). ` +
            `End that one first with Ctrl-C, or start this one in a clone of its own.`,
        );
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

/** A link appears with its content, or not at all where there is one. */
async function isFirst(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

async function isRunning({ pid, script }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return words === null || words.split("\0").some((word) => word !== "" && script.endsWith(word));
}
