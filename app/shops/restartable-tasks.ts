/** Work that the Store check can begin anew where it failed. */
export const restartableTasks = ["catalogue-sync", "order-sync", "sweep", "start", "stop", "leave"] as const;
export type RestartableTask = (typeof restartableTasks)[number];
