import type { Emulator } from "../../emulator.ts";
import { readFlowTriggers } from "../../read-flow-triggers.ts";
import { userError, type Fields } from "../context.ts";

export type FlowTrigger = { at: number; handle: string; payload: Record<string, unknown> };

const largestBytes = 50_000;

/** What a shop's workflows were started with; kept in memory only. */
export function flowTriggersOf(emulator: Emulator, domain: string): FlowTrigger[] {
  const key = `flow:${domain}`;
  const kept = emulator.memory.get(key) as FlowTrigger[] | undefined;
  if (kept) return kept;
  const made: FlowTrigger[] = [];
  emulator.memory.set(key, made);
  return made;
}

/** Flow is not here: what reaches it is kept, as long as an extension of the app declares the trigger and its fields. */
export const flowMutations: Fields<unknown> = {
  flowTriggerReceive: (_, args, { emulator, shop }) => {
    const handle = String(args.handle ?? "");
    const payload = (args.payload ?? {}) as Record<string, unknown>;
    const declared = readFlowTriggers().get(handle);
    const refuse = (message: string) => ({ userErrors: [userError(["payload"], message)] });
    if (!declared) return { userErrors: [userError(["handle"], `There is no trigger ${handle}`)] };
    if (Buffer.byteLength(JSON.stringify(payload)) > largestBytes) return refuse("The payload is too large");
    const unknown = Object.keys(payload).filter((name) => !declared.includes(name));
    const missing = declared.filter((name) => payload[name] === undefined);
    if (unknown.length > 0) return refuse(`The trigger does not know ${unknown.join(", ")}`);
    if (missing.length > 0) return refuse(`The trigger wants ${missing.join(", ")}`);
    flowTriggersOf(emulator, shop.domain).push({ at: emulator.clock.now(), handle, payload });
    return { userErrors: [] };
  },
};
