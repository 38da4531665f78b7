import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll } from "vitest";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { adminPost, routeArgs } from "./admin-request.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop, plainRule } from "./open-shop.ts";
import { pageRequest, startEmulatorForApp } from "./start-shop.ts";

type Route<Answer> = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<Answer>;

export interface LampShop extends OpenShop, ReturnType<OpenShop["addProduct"]> {}

export interface Admin {
  running(): RunningEmulator;
  /** A shop whose one rule sells beyond stock: a sold-out variant, then one in stock. */
  open(state: string): Promise<LampShop>;
  get<Answer>(loader: Route<Answer>, domain: string, path: string): Promise<Answer>;
  post<Answer>(action: Route<Answer>, domain: string, path: string, body: unknown): Promise<Answer>;
}

/** Shops of an emulator for the admin's loaders and actions, asked with session tokens. Call it at the top of a test file. */
export function openAdmin(prefix: string): Admin {
  let running: RunningEmulator;
  let count = 0;
  beforeAll(async () => {
    running = await startEmulatorForApp();
  });
  afterAll(async () => {
    await stopBoss();
    await running.close();
  });
  return {
    running: () => running,
    async open(state) {
      const shop = await openShop(running, `${prefix}-${(count += 1)}`, { state });
      await shop.setRule("shop", shop.domain, plainRule);
      const product = shop.addProduct("lamp", [{ available: [0] }, { available: [9] }]);
      await shop.hint("product", product.productId);
      await shop.settle();
      return { ...shop, ...product };
    },
    get: (loader, domain, path) => loader(routeArgs(pageRequest(running, domain, path))),
    post: (action, domain, path, body) => action(routeArgs(adminPost(running, domain, path, body))),
  };
}
