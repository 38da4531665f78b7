import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { listPurchaseOrders } from "../../supply/purchase-orders/list-purchase-orders.server.ts";
import { parseOrderQuery } from "../../supply/purchase-orders/purchase-order-query.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { OrdersPage } from "./orders-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = parseOrderQuery(new URL(request.url).searchParams);
  return { query, list: await listPurchaseOrders(getPorts(), shop, query) };
}

export default function PurchaseOrdersRoute() {
  const { query, list } = useLoaderData<typeof loader>();
  return <OrdersPage query={query} list={list} />;
}

export { PageFault as ErrorBoundary };
