import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { getEnv } from "./env.server.ts";
import { log } from "./log.server.ts";
import { getShopify } from "./shopify.server.ts";
import { adjustDocumentHeaders } from "./web/adjust-document-headers.ts";

/** Longest that a page may take to be rendered. */
const patienceMs = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  getShopify().addDocumentResponseHeaders(request, headers);
  adjustDocumentHeaders(headers, getEnv());
  headers.set("Content-Type", "text/html; charset=utf-8");
  // A browser paints what is there; a robot waits for the whole.
  const whenReady = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let isBroken = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      [whenReady]: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: isBroken ? 500 : status }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error: unknown) => {
        isBroken = true;
        log.error({ err: error }, "A page could not be rendered");
      },
    });
    setTimeout(abort, patienceMs + 1_000).unref();
  });
}

/** What a loader or an action throws: a Response is an answer, anything else a fault for the log. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error({ err: error, path: new URL(request.url).pathname }, "A page failed");
}
