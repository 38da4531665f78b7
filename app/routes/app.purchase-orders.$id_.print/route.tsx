import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadPurchaseOrder } from "../../supply/purchase-orders/load-purchase-order.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { PrintedOrder } from "./printed-order.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const order = await loadPurchaseOrder(getPorts(), shop, params["id"] ?? "");
  if (order === null) throw new Response(null, { status: 404 });
  return order;
}

export default function PrintOrderRoute() {
  return <PrintedOrder order={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
