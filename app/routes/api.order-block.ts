import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { loadOrderBlock } from "../customers/waiting-orders/load-order-block.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";

/** What of an order waits, for our block on Shopify's order page: asked with a staff member's session token. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop, cors } = await authenticateAdmin(request);
  const order = new URL(request.url).searchParams.get("order") ?? "";
  if (!/^\d{1,20}$/.test(order)) return cors(new Response(null, { status: 400 }));
  const block = await loadOrderBlock(getPorts(), shop, `gid://shopify/Order/${order}`);
  const headers = { "cache-control": "no-store" };
  return cors(block === null ? new Response(null, { status: 404, headers }) : Response.json(block, { headers }));
}
