import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import type { FoundVariant } from "./find-variant.ts";
import { changeLevel, levelAt, makeLevel } from "./levels.ts";
import type { InventoryLevel, Location, Shop } from "./state.ts";
import { levelPayload } from "./webhooks/payloads.ts";

/** Sets or moves what is available at a location, as a person does on the inventory page. */
export function setStock(
  emulator: Emulator,
  shop: Shop,
  { item }: FoundVariant,
  location: Location,
  change: { available: number } | { delta: number },
): InventoryLevel {
  const eventId = randomUUID();
  let level = levelAt(item, location.id);
  if (!level) {
    const made = makeLevel(emulator.nextId(), location.id, 0, emulator.clock.now());
    item.levels.push(made);
    level = made;
    emulator.sendWebhook(shop, "inventory_levels/connect", () => levelPayload(shop, item, made), { eventId });
  }
  const delta = "delta" in change ? change.delta : change.available - level.available;
  if (delta !== 0) changeLevel(emulator, shop, item, level, { available: delta }, eventId);
  return level;
}
