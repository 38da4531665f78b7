import type { Emulator } from "../emulator.ts";
import { json, type Handler } from "../http.ts";
import { faultHeader } from "../serve.ts";
import type { AccessToken, Shop } from "../state.ts";
import { executeOperation, type GraphqlBody } from "./execute-operation.ts";

const path = /^\/shopify\/([^/]+)\/admin\/api\/([^/]+)\/graphql\.json$/;

/** POST /shopify/:shop/admin/api/:version/graphql.json: the Admin API, with its tokens and its bad days. */
export const handleGraphql: Handler = async (request, emulator) => {
  const match = path.exec(new URL(request.url).pathname);
  if (!match) return null;
  if (request.method !== "POST") return json({ errors: "Not Acceptable" }, 406);
  const shop = emulator.shops.get(match[1]!);
  if (!shop) return json({ errors: "Not Found" }, 404);
  const startedAt = performance.now();
  const log = (operation: string, cost: number | null, status: number, error: string | null) =>
    emulator.logCall({
      at: Date.now(),
      shop: shop.domain,
      operation,
      cost,
      status,
      durationMs: Math.round(performance.now() - startedAt),
      error,
    });
  if (match[2] !== emulator.app.apiVersion) {
    log("?", null, 404, `API version ${match[2]}`);
    return json({ errors: `Not Found: the emulator serves ${emulator.app.apiVersion} only` }, 404);
  }
  const token = liveToken(shop, request.headers.get("x-shopify-access-token"));
  if (!token) {
    log("?", null, 401, "token");
    return json({ errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" }, 401);
  }
  const fault = drawFault(emulator);
  if (fault) {
    log("?", null, fault.status, fault.headers.get(faultHeader) ?? "server error");
    return fault;
  }
  const body = await readBody(request);
  if (!body) {
    log("?", null, 400, "unreadable body");
    return json({ errors: { query: "Required parameter missing or invalid" } }, 400);
  }
  const answer = executeOperation({ emulator, shop, scopes: token.scopes, isBulk: false }, body);
  log(answer.operation, answer.cost, 200, answer.error);
  return json(answer.result, 200, { "x-request-id": crypto.randomUUID() });
};

function liveToken(shop: Shop, given: string | null): AccessToken | null {
  const token = shop.installation?.tokens.find((each) => each.accessToken === given);
  if (!token || (token.expiresAtWall !== null && token.expiresAtWall <= Date.now())) return null;
  return token;
}

function drawFault({ apiShape }: Emulator): Response | null {
  if (Math.random() < apiShape.errorRate) return json({ errors: "Internal Server Error" }, 503);
  if (Math.random() < apiShape.timeoutRate) return new Response(null, { headers: { [faultHeader]: "hang" } });
  if (Math.random() < apiShape.cutRate) return new Response(null, { headers: { [faultHeader]: "cut" } });
  return null;
}

async function readBody(request: Request): Promise<GraphqlBody | null> {
  const text = await request.text();
  if (request.headers.get("content-type")?.startsWith("application/graphql")) return { query: text };
  try {
    const body = JSON.parse(text) as Partial<GraphqlBody> | null;
    return typeof body?.query === "string" ? (body as GraphqlBody) : null;
  } catch {
    return null;
  }
}
