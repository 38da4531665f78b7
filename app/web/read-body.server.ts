import type { IncomingMessage } from "node:http";

/** What is read and thrown away of a body too large, so that its sender still hears why. */
const discardBytes = 16 * 1024 * 1024;

/** The raw body, or null when it is larger than `maxBytes`. @throws Error when the sender goes away in the middle. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else chunks = [];
      if (bytes > discardBytes) resolve(null);
    });
    request.on("end", () => resolve(bytes > maxBytes ? null : Buffer.concat(chunks)));
    request.on("error", reject);
  });
}
