import type { PgBoss } from "pg-boss";
import type { JobName } from "../ports.ts";
import { jobInsert } from "./job-insert.server.ts";

/** By wall time, in UTC; `missed: once` makes up for an occurrence that found no worker running. */
const schedule: { name: Extract<JobName, "run-due" | "hourly-round" | "forget-old-rows">; cron: string }[] = [
  { name: "run-due", cron: "* * * * *" },
  { name: "hourly-round", cron: "7 * * * *" },
  { name: "forget-old-rows", cron: "23 4 * * *" },
];

export async function keepSchedule(boss: PgBoss): Promise<void> {
  for (const { name, cron } of schedule) {
    const { singletonKey, group } = jobInsert(name, {});
    await boss.schedule(name, cron, {}, { missed: "once", singletonKey, ...(group ? { group } : {}) });
  }
}
