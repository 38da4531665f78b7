import { describe, expect, it, vi } from "vitest";
import type { Child } from "./child-process.ts";
import { keepChild } from "./keep-child.ts";

type End = Awaited<Child["ended"]>;

function children() {
  const ends: ((end: Pick<End, "code" | "signal">) => void)[] = [];
  const start = (): Child => {
    const ended = new Promise<End>((resolve) => {
      ends.push((end) => resolve({ name: "worker", lastWords: "why", ...end }));
    });
    const stop = async () => ends.at(-1)!({ code: 0, signal: null });
    return { name: "worker", pid: 1, stop, kill: stop, ended };
  };
  return { start, ends };
}

describe("keepChild", () => {
  it("starts a child again that was killed, however often", async () => {
    const { start, ends } = children();
    const said: string[] = [];
    const kept = keepChild(start, (line) => said.push(line));
    for (const times of [1, 2, 3]) {
      ends.at(-1)!({ code: null, signal: "SIGKILL" });
      await vi.waitFor(() => expect(ends).toHaveLength(times + 1));
    }
    expect(said[0]).toBe("The worker ended by itself (SIGKILL) and is started again.");
    await kept.stop();
    expect(ends).toHaveLength(4);
  });

  it("gives up on one that gives up at once, and tells its last words", async () => {
    const { start, ends } = children();
    const kept = keepChild(start, () => undefined);
    ends[0]!({ code: 1, signal: null });
    expect(await kept.broke).toMatchObject({ code: 1, lastWords: "why" });
    expect(ends).toHaveLength(1);
  });
});
