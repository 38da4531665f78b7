import { Agent, request as requestHttp } from "node:http";
import { Agent as SecureAgent, request as requestHttps } from "node:https";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const secureAgent = new SecureAgent({ keepAlive: true, maxSockets: 64 });

/** Shopify gives a receiver 5 seconds in all. */
const timeoutMs = 5000;

export type Posted = { status: number | null; error: string | null };

/** Posts one webhook; a failure to connect or to answer in time is an answer too, never an exception. */
export function postWebhook(url: string, body: string, headers: Record<string, string>): Promise<Posted> {
  return new Promise((resolve) => {
    const isSecure = url.startsWith("https:");
    const outgoing = (isSecure ? requestHttps : requestHttp)(
      url,
      {
        method: "POST",
        agent: isSecure ? secureAgent : agent,
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode ?? null, error: null }));
        response.on("error", (error) => resolve({ status: null, error: error.message }));
      },
    );
    outgoing.on("error", (error) =>
      resolve({ status: null, error: error.name === "TimeoutError" ? "no answer within 5 s" : error.message }),
    );
    outgoing.end(body);
  });
}
