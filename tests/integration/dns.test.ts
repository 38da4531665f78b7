import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { getServers, setServers } from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dnsOf } from "../../app/dns.server.ts";

/** A resolver as the machine has one: it knows one name, has nothing else, and fails for what it can't reach. */
let socket: Socket;
const before = getServers();
const codes: Record<string, number> = { "down.example": 2, "refused.example": 5, "nothing.example": 3 };

beforeAll(async () => {
  socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.on("message", (query, { port, address }) => socket.send(answerTo(query), port, address));
  ask([`127.0.0.1:${socket.address().port}`]);
});
afterAll(() => {
  ask(before);
  socket.close();
});

/** The functions that others have imported are then the new resolver's too. */
function ask(servers: readonly string[]): void {
  setServers(servers);
  syncBuiltinESMExports();
}

/** RFC 1035, 4.1: the question again, with its answer; TXT records hold pieces of up to 255 bytes. */
function answerTo(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  while (query[at] !== 0) {
    const length = query[at]!;
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = query.subarray(12, at + 5);
  const name = labels.join(".").toLowerCase();
  const texts = name === "lamps.example" ? [["v=spf1 include:", "spf.arrivo.example ~all"], ["other"]] : [];
  const answers = texts.map((pieces) => {
    const data = Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])));
    const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
    return Buffer.concat([head, data]);
  });
  const head = Buffer.from([0, 0, 0x81, 0x80 | (codes[name] ?? 0), 0, 1, 0, answers.length, 0, 0, 0, 0]);
  query.copy(head, 0, 0, 2);
  return Buffer.concat([head, question, ...answers]);
}

const { txt } = dnsOf(undefined);

it("puts a record's pieces together", async () => {
  expect((await txt("lamps.example")).sort()).toEqual(["other", "v=spf1 include:spf.arrivo.example ~all"]);
});

it("says that nothing is there only where the DNS says so", async () => {
  expect(await txt("nothing.example")).toEqual([]);
  expect(await txt("without-text.example")).toEqual([]);
});

it.each(["down.example", "refused.example"])("gives no answer for what can't be asked: %s", async (name) => {
  await expect(txt(name)).rejects.toThrow();
});
