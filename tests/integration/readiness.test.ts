import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getClock } from "../../app/clock.server.ts";
import { outsideShops } from "../../app/db.server.ts";
import { getBoss, stopBoss } from "../../app/jobs/boss.server.ts";
import { inlineQueue } from "../../app/jobs/inline-queue.ts";
import { readinessCheck } from "../../app/web/readiness.server.ts";

const hourMs = 3_600_000;

beforeAll(() => getBoss());
afterAll(() => stopBoss());

it("looks for what falls due only once every worker keeps the new business time", async () => {
  const id = randomUUID();
  const beat = (clockOffsetMs: number) => {
    const seen = { seenAt: new Date(), clockOffsetMs: BigInt(clockOffsetMs) };
    return outsideShops().workerHeartbeat.upsert({
      where: { id },
      create: { id, startedAt: new Date(), ...seen },
      update: seen,
    });
  };
  const queue = inlineQueue();
  const clock = { ...getClock(), readOffsetMs: () => Promise.resolve(hourMs) };
  const check = readinessCheck({ clock, queue, inbox: { underWay: () => 0 } });

  await beat(0);
  expect(await check(true)).toMatchObject({ idle: false, clockOffsetMs: 0 });
  expect(queue.waiting).toEqual([]);
  await beat(hourMs);
  expect(await check(true)).toMatchObject({ clockOffsetMs: hourMs });
  expect(queue.waiting).toMatchObject([{ name: "run-due" }]);
});
