import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";

const server = createServer();
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe("npm run demo", () => {
  it("says which port is taken and how to take another", async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const start = promisify(execFile)(process.execPath, [join(import.meta.dirname, "demo.ts"), "--port", String(port)]);
    // Where somebody looks at a demo in this very folder, that is said first.
    await expect(start).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`Port ${port}, .*-- --port ${port + 10}|runs already`)) as unknown,
    });
  });
});
