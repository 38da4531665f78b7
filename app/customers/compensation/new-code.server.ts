import { createHash, randomInt } from "node:crypto";

/** None that is taken for another when read aloud or copied by hand. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const dayMs = 86_400_000;

/** A code that nobody guesses: 32^10. */
export function newCode(): string {
  const random = () => letters[randomInt(letters.length)] ?? "";
  const group = () => Array.from({ length: 5 }, random).join("");
  return `THANKS-${group()}-${group()}`;
}

/**
 * When what is given now ends: after `validDays` whole days of any time zone, and to a second that is its own, by which a
 * credit whose answer was lost is known again.
 */
export function endOf(id: string, now: number, validDays: number): Date {
  const own = createHash("sha256").update(id).digest().readUInt32BE(0) % 86_400;
  return new Date(Math.floor(now / 1000) * 1000 + (validDays + 1) * dayMs + own * 1000);
}
