import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { listSuppliers } from "../../supply/suppliers/list-suppliers.server.ts";
import { parseSupplierQuery } from "../../supply/suppliers/supplier-query.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { SuppliersPage } from "./suppliers-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = parseSupplierQuery(new URL(request.url).searchParams);
  return { query, list: await listSuppliers(getPorts(), shop, query) };
}

export default function SuppliersRoute() {
  return <SuppliersPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
