import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";
import { searchOrderVariants } from "../supply/purchase-orders/find-order-variants.server.ts";

const longestSearch = 200;

/** What an order's form offers while the merchant types: `?supplier=&search=`. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const params = new URL(request.url).searchParams;
  const search = (params.get("search") ?? "").slice(0, longestSearch);
  return { search, variants: await searchOrderVariants(getPorts(), shop, params.get("supplier") ?? "", search) };
}
