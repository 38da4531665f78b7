import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateAdmin } from "../shopify.server.ts";
import { findVariantsToAdd } from "../supply/suppliers/find-variants-to-add.server.ts";
import { parseSupplierQuery } from "../supply/suppliers/supplier-query.ts";

/** What the supplier's page searches among, to add. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { search } = parseSupplierQuery(new URL(request.url).searchParams);
  return findVariantsToAdd(shop, id, search);
}
