import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { listWaitingOrders } from "../../customers/waiting-orders/list-waiting-orders.server.ts";
import { parseWaitingQuery } from "../../customers/waiting-orders/waiting-query.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { WaitingPageView } from "./waiting-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = parseWaitingQuery(new URL(request.url).searchParams);
  return { query, page: await listWaitingOrders(getPorts(), shop, query) };
}

export default function WaitingRoute() {
  return <WaitingPageView {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
