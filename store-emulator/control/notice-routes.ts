import { z } from "zod";
import { flowTriggersOf } from "../graphql/resolvers/flow.ts";
import { HttpError } from "../http.ts";
import { hooksOf } from "../mail/handle-hook.ts";
import { shopOf, type Call, type Route } from "./route.ts";

const recordsSchema = z.record(z.string(), z.array(z.string()));

/** TXT records by name; a `*` stands for any domain that has none of its own. */
function zoneOf({ emulator }: Call): Map<string, string[]> {
  const kept = emulator.memory.get("dns") as Map<string, string[]> | undefined;
  if (kept) return kept;
  const made = new Map<string, string[]>();
  emulator.memory.set("dns", made);
  return made;
}

function lookUp(call: Call): string[] {
  const name = (call.url.searchParams.get("name") ?? "").toLowerCase().replace(/\.$/, "");
  const zone = zoneOf(call);
  const [, selector] = /^([a-z0-9-]+\._domainkey)\./.exec(name) ?? [];
  return zone.get(name) ?? zone.get(selector === undefined ? "*" : `${selector}.*`) ?? [];
}

function publish(call: Call): unknown {
  const { success, data } = recordsSchema.safeParse(call.body.records);
  if (!success) throw new HttpError(400, "records must be lists of text by name");
  const zone = zoneOf(call);
  for (const [name, texts] of Object.entries(data)) zone.set(name.toLowerCase(), texts);
  return Object.fromEntries(zone);
}

/** What mails and messages to the outside need: names, workflows, and somewhere to send a webhook to. */
export const noticeRoutes: Route[] = [
  { method: "GET", path: "/control/dns", run: lookUp },
  { method: "PUT", path: "/control/dns", run: publish },
  {
    method: "GET",
    path: "/control/shops/:domain/flow",
    run: (call) => flowTriggersOf(call.emulator, shopOf(call).domain),
  },
  { method: "GET", path: "/control/hooks", run: ({ emulator }) => hooksOf(emulator) },
];
