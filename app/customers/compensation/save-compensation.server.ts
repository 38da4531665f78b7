import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { compensationSettings } from "./compensation-settings.ts";
import { loadCompensationSettings, storeCompensationSettings } from "./load-compensation-settings.server.ts";

type CompensationError = "out-of-range" | "no-rules" | "no-budget" | "no-words";
export type SaveCompensationResult =
  | { ok: true }
  /** By the field's path: `rules.0.gives.percent`. */
  | { ok: false; errors: Record<string, CompensationError> };

/** Saves the rules and the reward, all or nothing. What was promised or given before stays as it was. */
export async function saveCompensation(
  ports: Ports,
  shop: ShopDomain,
  input: unknown,
): Promise<SaveCompensationResult> {
  const parsed = compensationSettings.safeParse(input);
  if (!parsed.success)
    return {
      ok: false,
      errors: Object.fromEntries(parsed.error.issues.map(({ path }) => [path.join("."), "out-of-range"])),
    };
  const settings = parsed.data;
  const errors: Record<string, CompensationError> = {};
  if (settings.isOn && settings.rules.length === 0) errors.rules = "no-rules";
  if (settings.isOn && settings.budgetMinor === 0) errors.budgetMinor = "no-budget";
  const { reward } = settings;
  if (reward.isOn && reward.gives.kind === "present" && Object.values(reward.words).every((text) => text === ""))
    errors["reward.words"] = "no-words";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  await withShop(shop, async (db) => {
    const before = await loadCompensationSettings(db, shop);
    await storeCompensationSettings(db, shop, settings);
    // A larger budget may have room for what waits.
    if (settings.isOn) await ports.queue.enqueue(db, "give-compensation", { shop });
    // The job publishes what the theme blocks read.
    if (JSON.stringify(before.reward) !== JSON.stringify(reward))
      await ports.queue.enqueue(db, "set-up-shop", { shop });
  });
  return { ok: true };
}
