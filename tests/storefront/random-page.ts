import fc from "fast-check";
import type { ArrivoMetafield } from "../../app/availability/metafield.ts";

const instant = fc
  .integer({ min: Date.UTC(2026, 9, 1) / 60_000, max: Date.UTC(2028, 2, 3) / 60_000 })
  .map((minute) => new Date(minute * 60_000).toISOString());

const dayNear = (now: string, ahead: number) =>
  new Date(new Date(now).getTime() + ahead * 86_400_000).toISOString().slice(0, 10);

const units = fc.option(fc.integer({ min: 1, max: 30 }), { freq: 4 });
const pair = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

const segment = (now: string) =>
  fc.oneof(
    fc
      .record({ units, days: pair(80) })
      .map(({ units, days: [from, to] }) => ({ units, from: dayNear(now, from - 10), to: dayNear(now, to - 10) })),
    fc.record({ units, inDays: pair(40), days: fc.constantFrom("working" as const, "calendar" as const) }),
  );

const stock = fc.integer({ min: -25, max: 30 });

const storefront = (now: string) =>
  fc.record(
    {
      workingWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      cutOff: fc.constantFrom("00:00", "09:30", "14:00", "23:59", null),
      timeZone: fc.constantFrom("UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/Rome", "Asia/Kolkata"),
      closedDays: fc.uniqueArray(
        fc.integer({ min: -5, max: 60 }).map((ahead) => dayNear(now, ahead)),
        { maxLength: 30 },
      ),
      handlingDays: fc.integer({ min: 0, max: 6 }),
      largestQuantityTold: fc.integer({ min: 1, max: 30 }),
      dateForm: fc.constantFrom("range", "latest", "part", "weeks"),
    },
    { requiredKeys: [] },
  );

/** Any page a shop may come to: what was published, what stands in Shopify since, and what the shopper wants. */
export const randomPage = instant.chain((now) =>
  fc.record({
    now: fc.constant(now),
    storefront: storefront(now),
    live: stock,
    policy: fc.constantFrom("continue" as const, "deny" as const),
    quantity: fc.integer({ min: 1, max: 40 }),
    metafield: fc.record<ArrivoMetafield>(
      {
        v: fc.constant(1),
        state: fc.constantFrom("in-stock", "backorder", "preorder", "sold-out"),
        policy: fc.constant("CONTINUE"),
        own: fc.constant("DENY"),
        seen: stock,
        segments: fc.array(segment(now), { maxLength: 4 }),
        left: fc.option(fc.integer({ min: 0, max: 45 })),
        message: fc.constant("default"),
        on: fc.constant("2026-11-23"),
        buffer: fc.integer({ min: -3, max: 8 }),
      },
      { requiredKeys: ["v", "state", "policy", "own", "seen", "segments", "left", "message", "on"] },
    ),
  }),
);
