import type { Emulator } from "../emulator.ts";
import type { Shop } from "../state.ts";

const restoreRates = { standard: 100, advanced: 200, plus: 1000, enterprise: 2000 } as const;

/** A bucket holds twenty seconds of its restore rate. */
const secondsHeld = 20;

type Bucket = { available: number; atWall: number };

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

function refilled(emulator: Emulator, shop: Shop): { bucket: Bucket; rate: number; maximum: number } {
  const rate = restoreRates[shop.plan];
  const maximum = rate * secondsHeld;
  const key = `bucket:${shop.domain}`;
  const now = Date.now();
  const bucket = (emulator.memory.get(key) as Bucket | undefined) ?? { available: maximum, atWall: now };
  bucket.available = Math.min(maximum, bucket.available + ((now - bucket.atWall) / 1000) * rate);
  bucket.atWall = now;
  emulator.memory.set(key, bucket);
  return { bucket, rate, maximum };
}

/** Takes points for a query, if there are enough. */
export function takePoints(emulator: Emulator, shop: Shop, points: number): boolean {
  if (emulator.apiShape.withoutBucket) return true;
  const { bucket } = refilled(emulator, shop);
  if (bucket.available < points) return false;
  bucket.available -= points;
  return true;
}

/** Gives back what a query was charged beyond what it cost. */
export function returnPoints(emulator: Emulator, shop: Shop, points: number): void {
  refilled(emulator, shop).bucket.available += points;
}

export function throttleStatus(emulator: Emulator, shop: Shop): ThrottleStatus {
  const { bucket, rate, maximum } = refilled(emulator, shop);
  return {
    maximumAvailable: maximum,
    currentlyAvailable: Math.min(maximum, Math.floor(bucket.available)),
    restoreRate: rate,
  };
}
