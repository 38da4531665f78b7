import { assertExhaustive } from "../assert-exhaustive.ts";
import type { ShopState } from "./shop-state.ts";

/**
 * What the registry holds of a shop:
 *
 *                 start                   stop              all restored
 *     watching ─────────▶ selling ─────────────▶ stopping ───────────────▶ paused
 *        ▲                 │   ▲                     │                        │
 *        │           pause │   │ start               └──── start ──▶ selling ◀┘ start
 *        │                 ▼   │
 *        │                paused
 *        │ nothing of ours is left
 *     leaving ◀── leave ── any of them          uninstalled ── install ──▶ watching
 *
 * Stopping ends in `paused`, not in `watching`: those who wait are still cared for, and a publication that was under way
 * when the merchant pressed "stop" is still taken back.
 */
const registryStates = ["watching", "selling", "paused", "stopping", "leaving", "uninstalled"] as const;
export type RegistryState = (typeof registryStates)[number];

export type ShopMove = "start" | "pause" | "stop" | "stopped" | "leave" | "left";

const moves: Record<ShopMove, { from: readonly RegistryState[]; to: RegistryState }> = {
  start: { from: ["watching", "paused", "stopping"], to: "selling" },
  pause: { from: ["selling"], to: "paused" },
  stop: { from: ["selling", "paused"], to: "stopping" },
  stopped: { from: ["stopping"], to: "paused" },
  leave: { from: ["watching", "selling", "paused", "stopping"], to: "leaving" },
  left: { from: ["leaving"], to: "watching" },
};

/** Null when the shop can't make that move from where it is. */
export function nextState(state: RegistryState, move: ShopMove): RegistryState | null {
  const { from, to } = moves[move];
  return from.includes(state) ? to : null;
}

export function parseRegistryState(text: string): RegistryState {
  const state = registryStates.find((each) => each === text);
  if (state === undefined) throw new Error(`A shop's state is none of ours: ${text}`);
  return state;
}

/** What a shop in this state lets Arrivo do; null: nothing at all, not even read. */
export function permission(state: RegistryState): ShopState | null {
  switch (state) {
    case "watching":
    case "selling":
    case "paused":
    case "stopping":
      return state;
    case "leaving":
      return "stopping";
    case "uninstalled":
      return null;
    default:
      return assertExhaustive(state);
  }
}
