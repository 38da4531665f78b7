import { getPorts } from "../../../app/composition.server.ts";
import { startWorker } from "../../../app/jobs/worker.server.ts";

/** A worker that takes a job and never ends it: to be killed. */
await startWorker(getPorts(), {
  "reconcile-shop": () => {
    process.send?.("taken");
    return new Promise(() => undefined);
  },
});
