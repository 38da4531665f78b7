import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Handler } from "../http.ts";

/** GET /files/{name}.jsonl: the result of a bulk operation, streamed. The name is unguessable, as Shopify's address is. */
export const handleFiles: Handler = async (request, emulator) => {
  const match = /^\/files\/([a-z0-9-]+\.jsonl)$/.exec(new URL(request.url).pathname);
  if (!match || request.method !== "GET") return null;
  const path = join(emulator.filesDir, match[1]!);
  const found = await stat(path).catch(() => null);
  if (!found) return new Response("Not found", { status: 404 });
  // A reader that lost the connection resumes with a range, as at Shopify's storage.
  const range = /^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "");
  const start = range ? Number(range[1]) : 0;
  if (start >= found.size && found.size > 0) return new Response(null, { status: 416 });
  return new Response(Readable.toWeb(createReadStream(path, { start })) as ReadableStream, {
    status: range ? 206 : 200,
    headers: {
      "content-type": "application/jsonl",
      "content-length": String(found.size - start),
      "accept-ranges": "bytes",
      ...(range ? { "content-range": `bytes ${start}-${found.size - 1}/${found.size}` } : {}),
    },
  });
};
