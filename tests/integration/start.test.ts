import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const script = resolve(import.meta.dirname, "../../app/start.server.ts");

/** Starts the app, which must end by itself; what it says on its way out. */
async function startAndFail(changes: Record<string, string | undefined>, args: string[] = ["worker"]) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...changes } });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number];
  return { code, words };
}

describe("the app does not start", () => {
  it("without what it needs, and names each variable with its purpose and an example", async () => {
    const { code, words } = await startAndFail({
      SHOPIFY_API_KEY: undefined,
      DATABASE_URL: "mysql://nope",
      TOKEN_KEYS: "short",
    });
    expect(code).toBe(1);
    expect(words).toContain("SHOPIFY_API_KEY is not set");
    expect(words).toContain("DATABASE_URL must be an address starting with postgresql://");
    expect(words).toContain("TOKEN_KEYS must be id:base64 of 32 bytes");
    expect(words).toContain("Example: DATABASE_URL=postgresql://");
    expect(words).not.toMatch(/\n\s+at /);
  });

  it("as a database role that may bypass row-level security", async () => {
    const { code, words } = await startAndFail({ DATABASE_URL: process.env.DATABASE_OWNER_URL });
    expect(code).toBe(1);
    expect(words).toContain("may bypass row-level security");
  });

  it("where PostgreSQL does not let it in, and says by which variable", async () => {
    const address = Object.assign(new URL(process.env.DATABASE_URL ?? ""), { password: "wrong" }).toString();
    const { code, words } = await startAndFail({ DATABASE_URL: address });
    expect(code).toBe(1);
    expect(words).toContain("PostgreSQL can't be used with DATABASE_URL");
    expect(words).toContain("password authentication failed");
    expect(words).not.toContain("prisma");
  });

  it("with a log level that is none", async () => {
    const { code, words } = await startAndFail({ LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(words).toContain("LOG_LEVEL");
    expect(words).not.toMatch(/\n\s+at /);
  });

  it("with a word it does not know", async () => {
    expect((await startAndFail({}, ["wrker"])).words).toContain("Usage: node app/start.server.ts [web|worker]");
  });
});

it("a worker says that it is at work, and leaves in order on SIGTERM", async () => {
  const child = spawn(process.execPath, [script, "worker"], { env: { ...process.env, LOG_LEVEL: "info" } });
  let words = "";
  await new Promise<void>((done) =>
    child.stderr.on("data", (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes("is at work")) done();
    }),
  );
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number];
  expect(code).toBe(0);
});

it("a port in use is said plainly, with the variable that changes it", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const { startWeb } = await import("../../app/web/start-web.server.ts");
  const { getPorts } = await import("../../app/composition.server.ts");
  const { stopBoss } = await import("../../app/jobs/boss.server.ts");
  Object.assign(process.env, { PORT: String(port), HOST: "127.0.0.1" });
  await expect(startWeb(getPorts(), (_request, response) => response.end())).rejects.toThrow(
    `Port ${port} is in use: set PORT to another one.`,
  );
  await stopBoss();
  taken.close();
});
