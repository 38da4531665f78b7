import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { listWaiting } from "../customers/self-service/list-waiting.server.ts";
import { readCustomerToken } from "../shopify/read-customer-token.server.ts";

/** Extensions run on an address that Shopify makes up for each, and bring no cookies. */
const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization",
  "cache-control": "no-store",
};

/** What of an order waits, for our extension on the order-status page. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
  const shop = await readCustomerToken(request);
  if (shop === null) return new Response(null, { status: 401, headers });
  const { searchParams } = new URL(request.url);
  const order = searchParams.get("order") ?? "";
  if (!/^\d{1,20}$/.test(order)) return new Response(null, { status: 400, headers });
  const orderId = `gid://shopify/Order/${order}`;
  const waiting = await listWaiting(getPorts(), shop, orderId, searchParams.get("number") ?? "");
  return waiting === null ? new Response(null, { status: 404, headers }) : Response.json(waiting, { headers });
}
