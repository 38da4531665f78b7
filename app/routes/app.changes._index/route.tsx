import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listChangeReports } from "../../backorders/list-change-reports.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { ChangesPage } from "./changes-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return listChangeReports(shop);
}

export default function ChangesRoute() {
  return <ChangesPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
