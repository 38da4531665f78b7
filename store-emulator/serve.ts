import type { ReadableStream } from "node:stream/web";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Emulator } from "./emulator.ts";
import { HttpError, json, type Handler } from "./http.ts";

/** A handler asks for a broken connection by this header: "cut" closes it, "hang" never answers. */
export const faultHeader = "x-emulator-fault";

const hangMs = 120_000;

async function toRequest(incoming: IncomingMessage, base: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (Array.isArray(value)) for (const each of value) headers.append(name, each);
    else if (value !== undefined) headers.set(name, value);
  }
  const method = incoming.method ?? "GET";
  const chunks: Buffer[] = [];
  if (method !== "GET" && method !== "HEAD") for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? "/", incoming.headers.host ? `http://${incoming.headers.host}` : base);
  return new Request(url, { method, headers, ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}) });
}

async function answer(response: Response, outgoing: ServerResponse): Promise<void> {
  const fault = response.headers.get(faultHeader);
  if (fault === "cut") {
    outgoing.destroy();
    return;
  }
  if (fault === "hang") {
    setTimeout(() => outgoing.destroy(), hangMs).unref();
    return;
  }
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (!response.body) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
}

async function respond(request: Request, emulator: Emulator, handlers: Handler[]): Promise<Response> {
  try {
    for (const handle of handlers) {
      const response = await handle(request, emulator);
      if (response) return response;
    }
    return json({ error: `nothing answers ${request.method} ${new URL(request.url).pathname}` }, 404);
  } catch (error) {
    if (error instanceof HttpError) return json({ error: error.message }, error.status);
    console.error(error);
    return json({ error: error instanceof Error ? error.message : String(error) }, 500);
  }
}

/** Serves the handlers, asked in turn, and says the port: 0 takes a free one. Rejects if the port is taken. */
export async function serve(
  emulator: Emulator,
  handlers: Handler[],
  host: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer((incoming, outgoing) => {
    toRequest(incoming, emulator.url)
      .then((request) => respond(request, emulator, handlers))
      .then((response) => answer(response, outgoing))
      // A client that leaves in the middle of an answer is not the emulator's trouble.
      .catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : port };
}
