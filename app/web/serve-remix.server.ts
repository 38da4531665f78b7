import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express, { type Express } from "express";

const root = resolve(import.meta.dirname, "../..");

export interface RemixServer {
  app: Express;
  close(): Promise<void>;
}

/** Remix's build, with the browser's files: those with a hash in their name never change. */
export async function serveRemixBuild(): Promise<RemixServer> {
  const build = await readBuild();
  const app = bareApp();
  const assets = resolve(root, "build/client");
  app.use("/assets", express.static(resolve(assets, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(assets, { maxAge: "1h" }));
  app.all("*", createRequestHandler({ build, mode: "production" }));
  return { app, close: async () => undefined };
}

/** The same through Vite, which builds what is asked for as it changes: `shopify app dev`. */
export async function serveRemixInDevelopment(): Promise<RemixServer> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root, server: { middlewareMode: true } });
  const app = bareApp();
  app.use(vite.middlewares);
  // Justified cast: Vite gives the module Remix's plugin makes, and knows nothing of its shape.
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<unknown> as Promise<ServerBuild>;
  app.all("*", createRequestHandler({ build, mode: "development" }));
  return { app, close: () => vite.close() };
}

function bareApp(): Express {
  const app = express();
  app.disable("x-powered-by");
  // Behind the host's proxy, which ends TLS.
  app.set("trust proxy", true);
  app.use(compression());
  return app;
}

async function readBuild(): Promise<ServerBuild> {
  const file = resolve(root, "build/server/index.js");
  try {
    return (await import(file)) as ServerBuild;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND" && String(error).includes(file))
      throw new Error("The web part is not built: run `npm run build` first.", { cause: error });
    throw error;
  }
}
