import { describe, expect, it } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import { handleHook } from "../mail/handle-hook.ts";
import { handleControl } from "./handle-control.ts";

const { emulator } = createEmulator();

async function ask(path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? {} : { method: "PUT", body: JSON.stringify(body) };
  const response = await handleControl(new Request(`http://emulator.test${path}`, init), emulator);
  return response?.json();
}

describe("the emulator's names", () => {
  it("are a domain's own records, then those of any domain", async () => {
    expect(await ask("/control/dns?name=lamps.example")).toEqual([]);
    const records = { "*": ["any"], "arrivo._domainkey.*": ["key"], "lamps.example": ["own"], "none.example": [] };
    await ask("/control/dns", { records });
    expect(await ask("/control/dns?name=Lamps.example.")).toEqual(["own"]);
    expect(await ask("/control/dns?name=other.example")).toEqual(["any"]);
    expect(await ask("/control/dns?name=none.example")).toEqual([]);
    expect(await ask("/control/dns?name=arrivo._domainkey.other.example")).toEqual(["key"]);
    expect(await ask("/control/dns?name=else._domainkey.other.example")).toEqual([]);
    await expect(ask("/control/dns", { records: { a: "b" } })).rejects.toThrow("records must be lists");
  });
});

it("keeps what a merchant's own server is sent", async () => {
  const request = new Request("http://emulator.test/hook", {
    method: "POST",
    headers: { "x-arrivo-id": "1", authorization: "none of its business" },
    body: "{}",
  });
  expect((await handleHook(request, emulator))?.status).toBe(200);
  expect(await ask("/control/hooks")).toMatchObject([{ headers: { "x-arrivo-id": "1" }, body: "{}" }]);
});
