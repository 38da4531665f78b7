import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../emulator.ts";
import type { Handler } from "../http.ts";

const TYPES: Record<string, string> = { html: "text/html", css: "text/css", js: "text/javascript" };

function file(name: string): Response | null {
  const type = TYPES[name.split(".").at(-1) ?? ""];
  if (!type || !/^[\w-]+\.\w+$/.test(name)) return null;
  try {
    const body = readFileSync(join(import.meta.dirname, name), "utf8");
    return new Response(body, { headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" } });
  } catch {
    return null;
  }
}

const GATHER_MS = 200;

/** Hints of what changed, by kind, gathered for a moment: a storm of webhooks is one message, and the page reads what it shows. */
function events(emulator: Emulator): Response {
  const encoder = new TextEncoder();
  const kinds = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let unsubscribe = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = () => {
        timer = null;
        controller.enqueue(encoder.encode(`data: ${JSON.stringify([...kinds])}\n\n`));
        kinds.clear();
      };
      unsubscribe = emulator.subscribe((event) => {
        kinds.add(event.kind);
        timer ??= setTimeout(send, GATHER_MS);
      });
      controller.enqueue(encoder.encode(": listening\n\n"));
    },
    // Not the request's signal: once its request is collected, nothing aborts it any more.
    cancel() {
      unsubscribe();
      if (timer) clearTimeout(timer);
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}

/** The control room, at `/`: the shop's faces, its logs and its levers on one screen. */
export const handleControlRoom: Handler = (request, emulator) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/") return file("room.html");
  if (pathname === "/control-room/events") return events(emulator);
  const name = /^\/control-room\/([^/]+)$/.exec(pathname)?.[1];
  return name === undefined ? null : (file(name) ?? new Response(null, { status: 404 }));
};
