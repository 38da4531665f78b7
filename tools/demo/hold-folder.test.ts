import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdFolder } from "./hold-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arrivo-demo-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("holdFolder", () => {
  it("lets one demo have a folder, and tells the next one where that is", async () => {
    const giveBack = await holdFolder(folder, "http://127.0.0.1:4000");
    await expect(holdFolder(folder, "http://127.0.0.1:5000")).rejects.toThrow(
      `runs already, at http://127.0.0.1:4000 (process ${process.pid})`,
    );
    await giveBack();
    await (
      await holdFolder(folder, "http://127.0.0.1:5000")
    )();
  });

  it("takes the folder over from a demo that was killed", async () => {
    // Above what Linux and macOS give to any process.
    const killed = { pid: 2 ** 22 + 1, script: process.argv[1], address: "http://127.0.0.1:4000" };
    await writeFile(join(folder, "running.json"), JSON.stringify(killed));
    await (
      await holdFolder(folder, "http://127.0.0.1:5000")
    )();
  });

  it("takes no stranger for a demo that has got its number", async () => {
    const stranger = { pid: 1, script: "/elsewhere/tools/demo.ts", address: "http://127.0.0.1:4000" };
    await writeFile(join(folder, "running.json"), JSON.stringify(stranger));
    await (
      await holdFolder(folder, "http://127.0.0.1:5000")
    )();
  });
});
