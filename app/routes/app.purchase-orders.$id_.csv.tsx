import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";
import { loadPurchaseOrder } from "../supply/purchase-orders/load-purchase-order.server.ts";
import { purchaseOrderFile } from "../supply/purchase-orders/send-purchase-order.server.ts";

/** The order as the file that a supplier gets. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const order = await loadPurchaseOrder(getPorts(), shop, params["id"] ?? "");
  if (order === null) throw new Response(null, { status: 404 });
  return new Response(purchaseOrderFile(order), {
    headers: { "content-type": "text/csv; charset=utf-8", "cache-control": "no-store" },
  });
}
