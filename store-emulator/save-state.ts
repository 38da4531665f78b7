import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Emulator } from "./emulator.ts";
import { routeOrderSoon } from "./route-order.ts";
import type { Shop } from "./state.ts";

type Saved = {
  version: 1;
  lastId: number;
  offsetMs: number;
  mails: Emulator["mails"];
  shops: Shop[];
};

const toJson = (_: string, value: unknown): unknown => (value instanceof Map ? { $map: [...value] } : value);

const fromJson = (_: string, value: unknown): unknown => {
  const map = (value as { $map?: [unknown, unknown][] } | null)?.$map;
  return map ? new Map(map) : value;
};

/** Saves everything a restart needs, whole or not at all: to a file beside, then renamed over the old one. */
export async function saveState(emulator: Emulator, path: string): Promise<void> {
  emulator.isDirty = false;
  const saved: Saved = {
    version: 1,
    lastId: emulator.ids.last(),
    offsetMs: emulator.clock.offsetMs,
    mails: emulator.mails,
    shops: [...emulator.shops.values()],
  };
  const text = JSON.stringify(saved, toJson);
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

/** Reads a saved state into a new emulator; false when there is none. A damaged file is an error, not an empty shop. */
export async function loadState(emulator: Emulator, path: string): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
  const saved = JSON.parse(text, fromJson) as Saved;
  if (saved.version !== 1) throw new Error(`${path} is of another version of the emulator: start with --fresh`);
  emulator.ids.continueFrom(saved.lastId);
  emulator.clock.offsetMs = saved.offsetMs;
  emulator.mails.push(...saved.mails);
  for (const shop of saved.shops) {
    emulator.shops.set(shop.domain, shop);
    // A state saved before there were collections, transfers or discounts has none.
    shop.collections ??= new Map();
    shop.transfers ??= new Map();
    shop.shipments ??= new Map();
    shop.discounts ??= new Map();
    shop.storeCredits ??= [];
    // What was under way when the process stopped goes on.
    for (const order of shop.orders.values()) if (order.unrouted.length > 0) routeOrderSoon(emulator, shop, order);
    for (const bulk of shop.bulkOperations)
      if (bulk.status === "RUNNING" || bulk.status === "CREATED") {
        bulk.status = "FAILED";
        bulk.errorCode = "INTERNAL_SERVER_ERROR";
        bulk.completedAt = emulator.clock.now();
      }
  }
  return true;
}
