import type { TestProject } from "vitest/node";
import { startDemo } from "../../tools/demo/start-demo.ts";

declare module "vitest" {
  interface ProvidedContext {
    demo: { emulatorUrl: string; appUrl: string; shops: string[] };
  }
}

/** The demo as a stranger gets it, on free ports and with data of its own. */
export default async function startDemoForTests(project: TestProject): Promise<() => Promise<void>> {
  const name = `demo-test-${process.pid}`;
  const demo = await startDemo({ name, emulatorPort: 0, appPort: 0, fresh: true, say: () => undefined });
  project.provide("demo", { emulatorUrl: demo.emulatorUrl, appUrl: demo.appUrl, shops: demo.shops });
  return async () => {
    await demo.stop();
    await demo.remove();
  };
}
