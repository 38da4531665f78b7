import { enableCompileCache, flushCompileCache } from "node:module";
import { resolve } from "node:path";

/**
 * `node app/start.server.ts [web|worker] [--dev]`: one of the two, or both in one process.
 *
 * What Node has compiled is kept beside the packages, so that a process that takes another's place is soon at work: half of
 * a start is compiling. Where the folder can't be written, it compiles each time.
 */
enableCompileCache(resolve(import.meta.dirname, "../node_modules/.cache/compiled"));
const { runProcesses } = await import("./run-processes.server.ts");
await runProcesses();
// Now, and not at the end: it may be killed.
flushCompileCache();
