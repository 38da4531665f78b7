import { dayFromNumber, dayNumber } from "../../supply/day.ts";
import type { AnswerSettings } from "./answer-settings.ts";
import type { WaitingItem, WaitingOrder } from "./waiting-order.ts";

export interface MayAnswer {
  keep: boolean;
  cancel: boolean;
  /** Only some lines, or some of a line's units. */
  cancelPart: boolean;
  takeReady: boolean;
}

const asks = new Set(["open", "answered", "kept", "refund-due"]);

/**
 * What a customer may answer now. After a delay they may always keep or cancel, and once the last promised day is over they
 * may always cancel; else it is what the merchant allows.
 */
export function mayAnswer(order: WaitingOrder, { selfService }: Pick<AnswerSettings, "selfService">): MayAnswer {
  const waiting = order.items.filter(({ waitingUnits }) => waitingUnits > 0);
  const isRecallable = order.items.some(({ recallableUnits }) => recallableUnits > 0);
  if (order.isCancelled || waiting.length === 0)
    return { keep: isRecallable, cancel: false, cancelPart: false, takeReady: false };
  const isAsked = order.delay !== null && asks.has(order.delay.status);
  const isOverdue = waiting.some(({ now }) => now !== null && now.to < order.today);
  const isAllowed =
    selfService.isOn && selfService.mayCancel && waiting.some((item) => isInTime(item, order.today, selfService));
  const cancel = isAsked || isOverdue || isAllowed;
  return {
    keep: isAsked || isRecallable,
    cancel,
    cancelPart: cancel && selfService.mayCancelPart,
    takeReady: isAsked && order.items.some(({ readyUnits }) => readyUnits > 0),
  };
}

/** Not yet so near to the first promised day that the merchant wants to be sure of it. */
function isInTime({ now }: WaitingItem, today: string, { untilDaysBefore }: AnswerSettings["selfService"]): boolean {
  return now === null || today <= dayFromNumber(dayNumber(now.from) - untilDaysBefore);
}
