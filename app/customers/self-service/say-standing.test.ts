import { expect, it } from "vitest";
import { answerWords } from "../../i18n/answer-words.ts";
import { sayStanding } from "./say-answer.ts";

const words = answerWords("en");
const item = (waitingUnits: number, readyUnits: number) => ({ waitingUnits, readyUnits });

it("says that something is waited for only where something is", () => {
  expect(sayStanding([item(0, 2), item(1, 0)], words)).toBe("This is what you are still waiting for.");
  expect(sayStanding([item(0, 2), item(0, 0)], words)).toBe("Everything you were waiting for is set aside for you.");
  expect(sayStanding([item(0, 0)], words)).toBe("Nothing of this order is waiting any more.");
  expect(sayStanding([], words)).toBe("Nothing of this order is waiting any more.");
});
