import { once } from "node:events";
import { createServer } from "node:net";

/** @throws Error that says which port is taken and which option chooses another. */
export async function requireFreePort(port: number, what: string, option: string): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `Port ${port}, which ${what} needs, is in use. Choose another: npm run demo -- ${option} ${port + 10}`,
    );
  }
  server.close();
  await once(server, "close");
}

/** A port that is free now: for tests, where any will do. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}
