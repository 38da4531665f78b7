import { expect, it } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import type { Emulator } from "../emulator.ts";
import { serve } from "../serve.ts";
import { handleControlRoom } from "./handle-control-room.ts";

const get = async (path: string, init?: RequestInit) => {
  const { emulator } = createEmulator();
  return { emulator, response: await handleControlRoom(new Request(`http://emulator.test${path}`, init), emulator) };
};

it("serves the room and every file that the room asks for", async () => {
  const page = await (await get("/")).response?.text();
  const wanted = [...(page ?? "").matchAll(/(?:src|href)="(\/control-room\/[^"]+)"/g)].map((match) => match[1] ?? "");
  expect(wanted).toHaveLength(2);
  const seen = new Set<string>();
  while (wanted.length > 0) {
    const path = wanted.pop() ?? "";
    if (seen.has(path)) continue;
    seen.add(path);
    const { response } = await get(path);
    expect(response?.status, path).toBe(200);
    const source = (await response?.text()) ?? "";
    for (const [, name] of source.matchAll(/from "\.\/([^"]+)"/g)) wanted.push(`/control-room/${name ?? ""}`);
  }
  expect(seen.size).toBeGreaterThan(6);
});

it("gives no file from elsewhere, and leaves other paths to others", async () => {
  expect((await get("/control-room/..%2Fstate.ts")).response?.status).toBe(404);
  expect((await get("/control-room/handle-control-room.ts")).response?.status).toBe(404);
  expect((await get("/elsewhere")).response).toBeNull();
});

it("tells what kinds of things changed, a storm in one message, until the page leaves", async () => {
  const { emulator } = createEmulator();
  let listening = 0;
  const watched: Emulator = {
    ...emulator,
    subscribe(listener) {
      const leave = emulator.subscribe(listener);
      listening += 1;
      return () => {
        listening -= 1;
        leave();
      };
    },
  };
  const { server, port } = await serve(watched, [handleControlRoom], "127.0.0.1", 0);
  try {
    const leave = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/control-room/events`, { signal: leave.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    expect(listening).toBe(1);
    for (let index = 0; index < 500; index += 1) emulator.publish({ kind: "stock", shop: "a", inventoryItemId: index });
    emulator.publish({ kind: "shop", shop: "a" });
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe('data: ["stock","shop"]\n\n');
    leave.abort();
    await expect.poll(() => listening).toBe(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
