/**
 * `noted`: it counts. `same`: it was said before. `changed`: what was shown is no longer so, so it was not taken.
 * `too-late`: the units are set aside, on their way, or their refund has begun. `busy`: Shopify does not answer.
 */
export type TakenAnswer = "noted" | "same" | "changed" | "too-late" | "gone" | "busy";
