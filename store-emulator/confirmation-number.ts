import { createHash } from "node:crypto";
import type { Order } from "./order-state.ts";

const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** What only the order's customer and the shop know: nine signs that nobody can guess from its number. */
export function confirmationNumber({ id, createdAt }: Order): string {
  const bytes = createHash("sha256").update(`confirmation ${id} ${createdAt}`).digest();
  return [...bytes.subarray(0, 9)].map((byte) => signs[byte % signs.length]).join("");
}
