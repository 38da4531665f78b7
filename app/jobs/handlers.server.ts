import { reconcileShop } from "../availability/reconcile-shop.server.ts";
import type { JobName, JobPayloads, Ports } from "../ports.ts";
import { setUpShop } from "../shops/set-up-shop.server.ts";
import { makeHourlyRound } from "./make-hourly-round.server.ts";
import { runDue } from "./run-due.server.ts";

export type JobHandlers = {
  [Name in JobName]: (ports: Ports, payload: JobPayloads[Name]) => Promise<unknown>;
};

/** Which use-case does a job's work: the same ones that routes call. */
export const handlers: Partial<JobHandlers> = {
  "set-up-shop": (ports, { shop }) => setUpShop(ports, shop),
  "reconcile-shop": (ports, { shop }) => reconcileShop(ports, shop),
  "run-due": runDue,
  "hourly-round": makeHourlyRound,
};
