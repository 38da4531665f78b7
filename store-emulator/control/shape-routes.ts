import { HttpError } from "../http.ts";
import { waitForApp } from "./wait-for-app.ts";
import { numberIn, type Call, type Route } from "./route.ts";

const clockView = ({ emulator }: Call) => ({
  now: new Date(emulator.clock.now()).toISOString(),
  offsetMs: emulator.clock.offsetMs,
});

async function advanceClock(call: Call): Promise<unknown> {
  const hours = numberIn(call.body, "advanceHours", 0, 24 * 366 * 3);
  if (hours === undefined) throw new HttpError(400, "advanceHours is missing");
  call.emulator.clock.advance(hours * 3_600_000);
  await waitForApp(call.emulator, { offsetMs: call.emulator.clock.offsetMs });
  return clockView(call);
}

const recent = <T>(entries: T[], call: Call): T[] => {
  const limit = Number(call.url.searchParams.get("limit") ?? 500);
  return entries.slice(-limit);
};

export const shapeRoutes: Route[] = [
  { method: "GET", path: "/control/clock", run: clockView },
  { method: "POST", path: "/control/clock", run: advanceClock },
  {
    method: "GET",
    path: "/control/idle",
    run: async ({ emulator, url }) => {
      const timeoutMs = Number(url.searchParams.get("timeoutMs") ?? 60_000);
      await waitForApp(emulator, { isIdle: true, timeoutMs });
      return { idle: true };
    },
  },
  {
    method: "GET",
    path: "/control/webhooks",
    run: (call) =>
      recent(
        call.emulator.deliveries.filter((each) => {
          const shop = call.url.searchParams.get("shop");
          const topic = call.url.searchParams.get("topic");
          return (shop === null || each.shop === shop) && (topic === null || each.topic === topic);
        }),
        call,
      ),
  },
  {
    method: "PUT",
    path: "/control/webhooks",
    run: ({ emulator, body }) => {
      const shape = emulator.webhookShape;
      shape.duplicate = numberIn(body, "duplicate", 0, 1) ?? shape.duplicate;
      shape.reorder = numberIn(body, "reorder", 0, 1) ?? shape.reorder;
      shape.lose = numberIn(body, "lose", 0, 1) ?? shape.lose;
      shape.delayMs = numberIn(body, "delayMs", 0, 86_400_000) ?? shape.delayMs;
      return shape;
    },
  },
  {
    method: "GET",
    path: "/control/calls",
    run: (call) =>
      recent(
        call.emulator.calls.filter((each) => {
          const shop = call.url.searchParams.get("shop");
          return shop === null || each.shop === shop;
        }),
        call,
      ),
  },
  { method: "GET", path: "/control/api", run: ({ emulator }) => emulator.apiShape },
  {
    method: "PUT",
    path: "/control/api",
    run: ({ emulator, body }) => {
      const shape = emulator.apiShape;
      if (body.throttle !== undefined && typeof body.throttle !== "boolean")
        throw new HttpError(400, "throttle must be true or false");
      if (typeof body.throttle === "boolean") shape.throttle = body.throttle;
      if (body.withoutBucket !== undefined && typeof body.withoutBucket !== "boolean")
        throw new HttpError(400, "withoutBucket must be true or false");
      if (typeof body.withoutBucket === "boolean") shape.withoutBucket = body.withoutBucket;
      if (body.refuseRefunds !== undefined && typeof body.refuseRefunds !== "boolean")
        throw new HttpError(400, "refuseRefunds must be true or false");
      if (typeof body.refuseRefunds === "boolean") shape.refuseRefunds = body.refuseRefunds;
      shape.errorRate = numberIn(body, "errorRate", 0, 1) ?? shape.errorRate;
      shape.timeoutRate = numberIn(body, "timeoutRate", 0, 1) ?? shape.timeoutRate;
      shape.cutRate = numberIn(body, "cutRate", 0, 1) ?? shape.cutRate;
      shape.readLagMs = numberIn(body, "readLagMs", 0, 600_000) ?? shape.readLagMs;
      const level = body.protectedCustomerData;
      if (level !== undefined && level !== 1 && level !== 2)
        throw new HttpError(400, "protectedCustomerData must be 1 or 2");
      if (level !== undefined) shape.protectedCustomerData = level;
      return shape;
    },
  },
];
