import type { MayAnswer } from "./may-answer.ts";
import type { ShownQuestion } from "./shown-question.ts";
import type { WaitingOrder } from "./waiting-order.ts";

export interface AskedQuestion {
  order: WaitingOrder;
  may: MayAnswer;
  question: ShownQuestion;
  /** The question as its form brings it back. */
  signed: string;
  /** The refund stands in the question; else it is worked out once the customer asks for it. */
  isQuoted: boolean;
  /** Shopify does not say now what would be given back: nothing can be cancelled until it does. */
  isBusy: boolean;
}
