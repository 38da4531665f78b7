import { assertExhaustive } from "../../assert-exhaustive.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";

/** Why an item waits, as a customer is told: no supplier's name and no doing of other customers. */
export type Why = "supplier" | "short" | "stock" | "other";

export function whyOfCause(cause: PromiseCause): Why {
  switch (cause.code) {
    case "line-moved":
    case "supplier-changed":
    case "day-passed":
      return "supplier";
    case "closed-short":
    case "received":
    case "units-changed":
    case "order-cancelled":
      return "short";
    case "stock-changed":
    case "assumed-received":
      return "stock";
    case "queue-moved":
    case "delayed-at-birth":
    case "rule-changed":
    case "settings-changed":
    case "ordered":
      return "other";
    default:
      return assertExhaustive(cause);
  }
}
