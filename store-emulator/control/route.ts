import type { Emulator } from "../emulator.ts";
import { HttpError } from "../http.ts";
import type { Order } from "../order-state.ts";
import { idOf } from "../ids.ts";
import type { Shop } from "../state.ts";

export type Call = {
  emulator: Emulator;
  url: URL;
  params: Record<string, string>;
  body: Record<string, unknown>;
};

export type Route = { method: string; path: string; run: (call: Call) => unknown };

/** `/control/shops/:domain` against a path: its parameters, or null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = decoded(given[index]!);
    else if (part !== given[index]) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpError(400, `${part} is not well encoded`);
  }
}

/** Text of the body, or a 400 that names it; undefined where it is absent. */
export function textOf(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new HttpError(400, `${name} must be text`);
  return value;
}

/** True or false of the body, or a 400 that names it; undefined where it is absent. */
export function booleanOf(body: Record<string, unknown>, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw new HttpError(400, `${name} must be true or false`);
  return value;
}

export function shopOf({ emulator, params }: Call): Shop {
  const shop = emulator.shops.get(params.domain ?? "");
  if (!shop) throw new HttpError(404, `there is no shop ${params.domain}`);
  return shop;
}

/** An order by id, gid or name (`#1001` or `1001`). */
export function orderOf(call: Call): Order {
  const shop = shopOf(call);
  const wanted = call.params.id ?? "";
  const id = idOf(wanted, "Order");
  const order =
    (id === null ? undefined : shop.orders.get(id)) ??
    [...shop.orders.values()].find((each) => each.name === wanted || each.name === `#${wanted}`);
  if (!order) throw new HttpError(404, `${shop.domain} has no order ${wanted}`);
  return order;
}

/** An integer of the body, or a 400 that names it. */
export function integer(body: Record<string, unknown>, name: string): number {
  const value = body[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new HttpError(400, `${name} must be a whole number`);
  return value;
}

/** A finite number within bounds, or a 400 that names it; undefined where it is absent. */
export function numberIn(body: Record<string, unknown>, name: string, low: number, high: number): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !(value >= low && value <= high))
    throw new HttpError(400, `${name} must be a number from ${low} to ${high}`);
  return value;
}

export function list(body: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = body[name];
  if (!Array.isArray(value) || value.some((each) => typeof each !== "object" || each === null))
    throw new HttpError(400, `${name} must be a list of objects`);
  return value as Record<string, unknown>[];
}
