import { randomUUID } from "node:crypto";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import { changeLevel, levelAt, onHand } from "../../levels.ts";
import type { InventoryItem, InventoryLevel, LevelQuantities } from "../../state.ts";
import { userError, type Context, type Fields, type UserError } from "../context.ts";
import { thisApp } from "./app.ts";

type Change = {
  item: InventoryItem;
  level: InventoryLevel;
  name: keyof LevelQuantities;
  delta: number;
};

const writable = new Set<string>(["available", "damaged", "quality_control", "reserved", "safety_stock", "incoming"]);

type Named = { inventoryItemId: string; locationId: string; changeFromQuantity?: number | null };

/** Finds what a change names, or says what is wrong with it. */
function target(
  named: Named,
  name: string,
  field: string[],
  context: Context,
): { item: InventoryItem; level: InventoryLevel } | UserError {
  const item = context.shop.inventoryItems.get(idOf(named.inventoryItemId, "InventoryItem") ?? -1);
  if (!item)
    return userError(
      [...field, "inventoryItemId"],
      "The specified inventory item could not be found.",
      "INVALID_INVENTORY_ITEM",
    );
  const level = levelAt(item, idOf(named.locationId, "Location") ?? -1);
  if (!level)
    return userError([...field, "locationId"], "The specified location could not be found.", "INVALID_LOCATION");
  const current = name === "on_hand" ? onHand(level) : level[name as keyof LevelQuantities];
  if (named.changeFromQuantity != null && named.changeFromQuantity !== current)
    return userError(
      [...field, "changeFromQuantity"],
      "The change from quantity does not match the current quantity.",
      "CHANGE_FROM_QUANTITY_STALE",
    );
  return { item, level };
}

const isError = (value: object): value is UserError => "message" in value;

function commit(changes: Change[], reason: string, reference: string | undefined, context: Context): unknown {
  const eventId = randomUUID();
  for (const { item, level, name, delta } of changes)
    if (delta !== 0) changeLevel(context.emulator, context.shop, item, level, { [name]: delta }, eventId);
  return {
    inventoryAdjustmentGroup: {
      id: gid("InventoryAdjustmentGroup", context.emulator.nextId()),
      createdAt: graphqlInstant(context.emulator.clock.now()),
      reason,
      referenceDocumentUri: reference ?? null,
      app: thisApp,
      changes: changes.map(({ item, level, name, delta }) => ({
        name,
        delta,
        quantityAfterChange: level[name],
        item,
        location: context.shop.locations.get(level.locationId),
      })),
    },
    userErrors: [],
  };
}

const refuse = (userErrors: UserError[]) => ({ inventoryAdjustmentGroup: null, userErrors });

type Input<Entry> = {
  name: string;
  reason: string;
  referenceDocumentUri?: string;
  changes: Entry[];
  quantities: Entry[];
};

/** Shared by adjust (a delta) and set (a quantity): finds every level, then commits all or nothing. */
function adjustOrSet(
  input: Input<Named & { delta?: number; quantity?: number }>,
  list: "changes" | "quantities",
  allowed: Set<string>,
  context: Context,
): unknown {
  if (!allowed.has(input.name))
    return refuse([
      userError(
        ["input", "name"],
        `The quantity name must be one of ${[...allowed].join(", ")}.`,
        list === "changes" ? "INVALID_QUANTITY_NAME" : "INVALID_NAME",
      ),
    ]);
  const errors: UserError[] = [];
  const changes: Change[] = [];
  for (const [index, each] of input[list].entries()) {
    const found = target(each, input.name, ["input", list, String(index)], context);
    if (isError(found)) {
      errors.push(found);
      continue;
    }
    // On hand is a sum: setting it moves what is available.
    const name = (input.name === "on_hand" ? "available" : input.name) as keyof LevelQuantities;
    const current = input.name === "on_hand" ? onHand(found.level) : found.level[name];
    changes.push({ ...found, name, delta: each.delta ?? (each.quantity ?? 0) - current });
  }
  return errors.length > 0 ? refuse(errors) : commit(changes, input.reason, input.referenceDocumentUri, context);
}

type Terminal = { locationId: string; name: string; changeFromQuantity?: number | null };

function move(
  input: {
    reason: string;
    referenceDocumentUri: string;
    changes: { inventoryItemId: string; quantity: number; from: Terminal; to: Terminal }[];
  },
  context: Context,
): unknown {
  const errors: UserError[] = [];
  const changes: Change[] = [];
  for (const [index, each] of input.changes.entries()) {
    const field = ["input", "changes", String(index)];
    if (each.from.locationId !== each.to.locationId)
      errors.push(userError(field, "The locations must be the same.", "DIFFERENT_LOCATIONS"));
    if (each.from.name === each.to.name)
      errors.push(userError(field, "The quantity names must differ.", "SAME_QUANTITY_NAME"));
    for (const [side, terminal, sign] of [
      ["from", each.from, -1],
      ["to", each.to, 1],
    ] as const) {
      if (!writable.has(terminal.name)) {
        errors.push(userError([...field, side, "name"], "The quantity name is invalid.", "INVALID_QUANTITY_NAME"));
        continue;
      }
      const found = target(
        { ...terminal, inventoryItemId: each.inventoryItemId },
        terminal.name,
        [...field, side],
        context,
      );
      if (isError(found)) errors.push(found);
      else changes.push({ ...found, name: terminal.name as keyof LevelQuantities, delta: sign * each.quantity });
    }
  }
  return errors.length > 0 ? refuse(errors) : commit(changes, input.reason, input.referenceDocumentUri, context);
}

export const inventoryMutations: Fields<unknown> = {
  inventoryAdjustQuantities: (_, args, context) => adjustOrSet(args.input as never, "changes", writable, context),
  inventorySetQuantities: (_, args, context) =>
    adjustOrSet(args.input as never, "quantities", new Set(["available", "on_hand"]), context),
  inventoryMoveQuantities: (_, args, context) => move(args.input as never, context),
};
