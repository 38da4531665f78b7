import { ShopifyUnreachable } from "../errors.ts";

export interface JsonLine {
  value: unknown;
  /** Bytes from the result's beginning to the end of this line. */
  endByte: number;
}

const newline = 0x0a;

/**
 * The lines of a bulk result, a chunk's worth at a time, in constant memory. `fromByte` is where the stream begins.
 * @throws ShopifyUnreachable when the stream breaks off, so that the work goes on from the last stored byte.
 */
export async function* readJsonLines(stream: ReadableStream<Uint8Array>, fromByte: number): AsyncGenerator<JsonLine[]> {
  let rest = Buffer.alloc(0);
  let startByte = fromByte;
  for await (const chunk of withPlainFailure(stream)) {
    const buffer =
      rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const lines: JsonLine[] = [];
    let from = 0;
    for (let to = buffer.indexOf(newline); to !== -1; to = buffer.indexOf(newline, from)) {
      if (to > from) lines.push({ value: parse(buffer.toString("utf8", from, to)), endByte: startByte + to + 1 });
      from = to + 1;
    }
    // A copy: a view would keep the whole chunk alive.
    rest = Buffer.from(buffer.subarray(from));
    startByte += from;
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [{ value: parse(rest.toString("utf8")), endByte: startByte + rest.length }];
}

async function* withPlainFailure(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw new ShopifyUnreachable("The bulk result broke off", { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    // Half a line stands at the end of a result that was cut.
    throw new ShopifyUnreachable("The bulk result holds a line that is not whole", { cause: error });
  }
}
