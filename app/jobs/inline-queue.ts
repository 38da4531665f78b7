import type { JobName, JobPayloads, Ports, Queue } from "../ports.ts";
import type { JobHandlers } from "./handlers.server.ts";

type Waiting = { [Name in JobName]: { name: Name; payload: JobPayloads[Name]; afterMs: number } }[JobName];

export interface InlineQueue extends Queue {
  /** What was enqueued and has not run, in order. */
  readonly waiting: readonly Waiting[];
  /** Runs what waits, and what that enqueues, in order and without waits. */
  run(ports: Ports, handlers: Partial<JobHandlers>): Promise<void>;
}

/** The queue in one process's memory, for tests: a job runs when the test says so, and its error is the test's. */
export function inlineQueue(): InlineQueue {
  const waiting: Waiting[] = [];
  const runOne = async <Name extends JobName>(
    ports: Ports,
    handlers: Partial<JobHandlers>,
    name: Name,
    payload: JobPayloads[Name],
  ) => {
    const handle: JobHandlers[Name] | undefined = handlers[name];
    if (!handle) throw new Error(`Nothing handles ${name}.`);
    await handle(ports, payload);
  };
  return {
    waiting,
    enqueue: async (_db, name, payload, { afterMs = 0 } = {}) => {
      // Justified cast: TypeScript does not follow that `name` and `payload` belong together.
      waiting.push({ name, payload, afterMs } as Waiting);
    },
    run: async (ports, handlers) => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        await runOne(ports, handlers, next.name, next.payload);
    },
  };
}
