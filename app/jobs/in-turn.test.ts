import { expect, it } from "vitest";
import { takeTurns } from "./in-turn.ts";

/** Work that ends when it is told to, and what became of it. */
function work(log: string[], name: string) {
  let end = (_error?: Error) => {};
  const done = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  return {
    end,
    run: async () => {
      log.push(`${name} begins`);
      await done;
      log.push(`${name} ends`);
      return name;
    },
  };
}

it("lets the jobs of one group wait for each other, and those of another pass", async () => {
  const log: string[] = [];
  const inTurn = takeTurns();
  const [first, second, other] = [work(log, "first"), work(log, "second"), work(log, "other")];
  const results = [inTurn("a", first.run), inTurn("a", second.run), inTurn("b", other.run)];
  other.end();
  expect(await results[2]).toBe("other");
  expect(log).toEqual(["first begins", "other begins", "other ends"]);
  second.end();
  first.end();
  expect(await Promise.all(results)).toEqual(["first", "second", "other"]);
  expect(log.slice(3)).toEqual(["first ends", "second begins", "second ends"]);
});

it("goes on after one that failed", async () => {
  const log: string[] = [];
  const inTurn = takeTurns();
  const [first, second] = [work(log, "first"), work(log, "second")];
  const failed = inTurn("a", first.run);
  const next = inTurn("a", second.run);
  first.end(new Error("no"));
  second.end();
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("second");
});
