import { workLeft } from "../../../app/jobs/work-left.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { until } from "./until.ts";

/** Settles when no webhook, dirty item or job is left. @throws Error when something is stuck for longer, by default a minute. */
export async function untilIdle({ emulator }: RunningEmulator, timeoutMs = 60_000, everyMs = 20): Promise<void> {
  await until(
    "no webhook, dirty item or job is left",
    async () => {
      if (emulator.pending.count > 0) return false;
      const left = await workLeft().catch(() => null);
      if (left === null || left.dirtyItems > 0) return false;
      return Object.entries(left.jobs).every(([name, count]) => name === "run-due" || count === 0);
    },
    timeoutMs,
    everyMs,
  );
}
