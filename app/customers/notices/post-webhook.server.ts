import { lookup as resolveHost, type LookupAddress } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { getEnv } from "../../env.server.ts";

export type PostResult = { ok: true; httpCode: number } | { ok: false; httpCode: number | null; fault: PostFault };
/** `not-allowed`: no public https address. `no-answer`: none within ten seconds. `bad-answer`: any status but 2xx. */
type PostFault = "not-allowed" | "no-answer" | "bad-answer";

const timeoutMs = 10_000;

/** Addresses that are not the internet's: a merchant's webhook must not reach into our own network (SSRF). */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");

/** Of IPv6 only what is globally routed, and nothing that carries an IPv4 address inside it. */
const outside6 = new BlockList();
outside6.addSubnet("2000::", 3, "ipv6");
const tunnels = new BlockList();
tunnels.addSubnet("2001::", 32, "ipv6");
tunnels.addSubnet("2001:db8::", 32, "ipv6");
tunnels.addSubnet("2002::", 16, "ipv6");

export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !inside.check(address, "ipv4");
  return kind === 6 && outside6.check(address, "ipv6") && !tunnels.check(address, "ipv6");
}

/** May a merchant name this address? Its host's addresses are looked at again as it is connected to. */
export function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return false;
  if (isOwnHost(url)) return url.protocol === "https:" || url.protocol === "http:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return url.protocol === "https:" && (isIP(host) === 0 || isPublicAddress(host));
}

/** Only where the environment says so: demo and tests. */
const isOwnHost = (url: URL) => (getEnv().OUTGOING_HOSTS ?? "").split(",").includes(url.host);

/** One POST, no redirects followed, nothing of the answer kept but its status. Never throws. */
export function postWebhook(address: string, body: string, headers: Record<string, string>): Promise<PostResult> {
  if (!isAllowedUrl(address)) return Promise.resolve({ ok: false, httpCode: null, fault: "not-allowed" });
  const url = new URL(address);
  const isOwn = isOwnHost(url);
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Arrivo",
      },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isOwn ? {} : { lookup: publicOnly }),
    });
    request.on("response", (response) => {
      const httpCode = response.statusCode ?? 0;
      response.on("error", () => undefined);
      response.destroy();
      resolve(
        httpCode >= 200 && httpCode < 300 ? { ok: true, httpCode } : { ok: false, httpCode, fault: "bad-answer" },
      );
    });
    request.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ ok: false, httpCode: null, fault: error.code === notPublic ? "not-allowed" : "no-answer" }),
    );
    request.end(body);
  });
}

const notPublic = "ENOTPUBLIC";

/** Refuses a name that leads inside, at the very look that the connection uses: no second look can say otherwise. */
const publicOnly: LookupFunction = (host, options, done) => {
  resolveHost(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, "", 0);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return done(Object.assign(new Error("The address is not public"), { code: notPublic }), "", 0);
    if (options.all === true) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};
