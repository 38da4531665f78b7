import { describe, expect, it } from "vitest";
import { answerSettings } from "./answer-settings.ts";
import { mayAnswer } from "./may-answer.ts";
import type { WaitingItem, WaitingOrder } from "./waiting-order.ts";

const item: WaitingItem = {
  lineId: "a",
  title: "Lamp",
  waitingUnits: 2,
  recallableUnits: 0,
  readyUnits: 0,
  before: null,
  now: { from: "2027-03-10", to: "2027-03-12" },
  parts: [],
  cause: null,
  history: [],
  answer: null,
};
const order = (items: Partial<WaitingItem>[], rest: Partial<WaitingOrder> = {}): WaitingOrder => ({
  orderId: "o",
  name: "#1001",
  locale: "en",
  today: "2027-03-01",
  isCancelled: false,
  delay: null,
  items: items.map((each) => ({ ...item, ...each })),
  cancellations: [],
  ...rest,
});
const delay = { caseId: "c", status: "open", deadlineOn: null, silence: "keeps" } as const;
const settings = (selfService: object) => answerSettings.parse({ selfService });
const none = settings({ isOn: false });

describe("what a customer may answer", () => {
  it("is what the merchant allows, and until when", () => {
    expect(mayAnswer(order([{}]), settings({}))).toMatchObject({ keep: false, cancel: true, cancelPart: true });
    expect(mayAnswer(order([{}]), settings({ mayCancelPart: false }))).toMatchObject({
      cancel: true,
      cancelPart: false,
    });
    expect(mayAnswer(order([{}]), none)).toMatchObject({ cancel: false });
    expect(mayAnswer(order([{}]), settings({ untilDaysBefore: 9 }))).toMatchObject({ cancel: true });
    expect(mayAnswer(order([{}]), settings({ untilDaysBefore: 10 }))).toMatchObject({ cancel: false });
  });

  it("is keep and cancel after a delay, and what is ready where something is, whatever the merchant allows", () => {
    expect(mayAnswer(order([{}], { delay }), none)).toMatchObject({ keep: true, cancel: true, takeReady: false });
    expect(mayAnswer(order([{}, { readyUnits: 1, waitingUnits: 0 }], { delay }), none)).toMatchObject({
      takeReady: true,
    });
    expect(mayAnswer(order([{}], { delay: { ...delay, status: "over" } }), none)).toMatchObject({ cancel: false });
  });

  it("is always to cancel once the last promised day is over", () => {
    expect(mayAnswer(order([{}], { today: "2027-03-12" }), none)).toMatchObject({ cancel: false });
    expect(mayAnswer(order([{}], { today: "2027-03-13" }), none)).toMatchObject({ cancel: true });
  });

  it("is nothing where nothing waits, but to take a cancellation back that has not begun", () => {
    const nothing = { keep: false, cancel: false, cancelPart: false, takeReady: false };
    expect(mayAnswer(order([{ waitingUnits: 0, readyUnits: 2 }], { delay }), settings({}))).toEqual(nothing);
    expect(mayAnswer(order([{}], { delay, isCancelled: true }), settings({}))).toEqual(nothing);
    expect(mayAnswer(order([{ waitingUnits: 0, recallableUnits: 2 }]), settings({}))).toEqual({
      ...nothing,
      keep: true,
    });
  });
});
