import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { MoveReport } from "./move-task.ts";

export interface LastMove {
  taskId: string;
  kind: "start" | "stop" | "leave";
  status: "waiting" | "running" | "done" | "failed" | "stopped";
  doneUnits: number;
  totalUnits: number | null;
  /** Epoch milliseconds. */
  finishedAt: number | null;
  /** Null until it is done. The file of those who wait is fetched on its own. */
  report: Omit<MoveReport, "waitingCsv"> | null;
}

/** The last time the merchant started, stopped or left, with how far it is or what it did. */
export async function readLastMove(db: Db, shop: ShopDomain): Promise<LastMove | null> {
  const task = await db.task.findFirst({
    where: { shop, kind: { in: ["start", "stop", "leave"] } },
    orderBy: { startedAt: "desc" },
    omit: { checkpoint: true },
  });
  if (task === null) return null;
  // Justified casts: these tasks' columns are written by start-task and run-move only.
  const { waitingCsv: _, ...report } = task.report as unknown as MoveReport;
  return {
    taskId: task.id,
    kind: task.kind as LastMove["kind"],
    status: task.status as LastMove["status"],
    doneUnits: task.doneUnits,
    totalUnits: task.totalUnits,
    finishedAt: task.finishedAt?.getTime() ?? null,
    report: task.status === "done" ? report : null,
  };
}
