import { expect, it } from "vitest";
import { readAhead } from "./read-ahead.ts";

/** Numbers from 1 on, and what was asked for so far. */
function counted(failAt: number) {
  const asked: number[] = [];
  async function* numbers() {
    for (let number = 1; number <= 3; number += 1) {
      asked.push(number);
      if (number === failAt) throw new Error(`no ${number}`);
      yield number;
    }
  }
  return { asked, numbers: numbers() };
}

it("asks for the next while one is worked on, and for no more", async () => {
  const { asked, numbers } = counted(0);
  const seen: [number, number[]][] = [];
  for await (const number of readAhead(numbers)) seen.push([number, [...asked]]);
  expect(seen).toEqual([
    [1, [1, 2]],
    [2, [1, 2, 3]],
    [3, [1, 2, 3]],
  ]);
});

it("gives what came before an error, and then the error", async () => {
  const seen: number[] = [];
  const read = async () => {
    for await (const number of readAhead(counted(2).numbers)) seen.push(number);
  };
  await expect(read()).rejects.toThrow("no 2");
  expect(seen).toEqual([1]);
});

it("may be left before its end, whatever becomes of what was asked for", async () => {
  for await (const number of readAhead(counted(2).numbers)) {
    expect(number).toBe(1);
    break;
  }
});
