import { ShopifyRejected, ShopifyUnreachable } from "../errors.ts";

export interface DownloadOptions {
  /** Go on from this byte after a crash. */
  fromByte?: number;
  signal?: AbortSignal;
}

/** Milliseconds within which the first byte must come. */
const firstByteMs = 30_000;

/** Streams a file that Shopify made for us; where the server ignores the range, the bytes already had are dropped. */
export async function downloadFrom(
  url: string,
  { fromByte = 0, signal }: DownloadOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), firstByteMs);
  const signals = signal ? [patience.signal, signal] : [patience.signal];
  try {
    const response = await fetch(url, {
      headers: fromByte > 0 ? { range: `bytes=${fromByte}-` } : {},
      signal: AbortSignal.any(signals),
    });
    // Exactly at the end there is nothing left to send.
    if (response.status === 416) return new Blob([]).stream();
    if (response.status >= 500) throw new ShopifyUnreachable(`The bulk result answers ${response.status}`);
    if (!response.ok || !response.body)
      throw new ShopifyRejected("download", [{ field: null, message: `the bulk result answers ${response.status}` }]);
    const hasRange = response.status === 206;
    return fromByte > 0 && !hasRange ? response.body.pipeThrough(dropFirst(fromByte)) : response.body;
  } catch (error) {
    if (error instanceof ShopifyRejected || error instanceof ShopifyUnreachable) throw error;
    throw new ShopifyUnreachable("The bulk result can't be downloaded", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function dropFirst(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes;
  return new TransformStream({
    transform(chunk, controller) {
      if (left >= chunk.length) {
        left -= chunk.length;
        return;
      }
      controller.enqueue(left > 0 ? chunk.subarray(left) : chunk);
      left = 0;
    },
  });
}
