import type { Emulator } from "../emulator.ts";
import { json, type Handler } from "../http.ts";

export type CaughtHook = { at: number; headers: Record<string, string>; body: string };

export function hooksOf(emulator: Emulator): CaughtHook[] {
  const kept = emulator.memory.get("hooks") as CaughtHook[] | undefined;
  if (kept) return kept;
  const made: CaughtHook[] = [];
  emulator.memory.set("hooks", made);
  return made;
}

/** `POST /hook` stands for a merchant's own server: it keeps what it is sent (`GET /control/hooks`) and answers 200. */
export const handleHook: Handler = async (request, emulator) => {
  if (request.method !== "POST" || new URL(request.url).pathname !== "/hook") return null;
  hooksOf(emulator).push({
    at: emulator.clock.now(),
    headers: Object.fromEntries([...request.headers].filter(([name]) => name.startsWith("x-arrivo-"))),
    body: await request.text(),
  });
  return json({});
};
