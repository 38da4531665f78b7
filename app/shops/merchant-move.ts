import { nextState, type RegistryState, type ShopMove } from "./shop-lifecycle.ts";

/** The moves that a merchant makes, in the order in which they are offered. */
export const merchantMoves = ["start", "pause", "stop", "leave"] as const satisfies readonly ShopMove[];
export type MerchantMove = (typeof merchantMoves)[number];

/** What is offered from a state. A paused shop has nothing left to stop, though the move could be made. */
export function offeredMoves(state: RegistryState): MerchantMove[] {
  return merchantMoves.filter((move) => nextState(state, move) !== null && !(move === "stop" && state === "paused"));
}
