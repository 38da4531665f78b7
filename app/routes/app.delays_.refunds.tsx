import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { quoteRefundsDue } from "../customers/delays/quote-refunds-due.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";

/** The refunds that are due, by case: Shopify is asked for each, so the page of delays does not wait for them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return { refunds: await quoteRefundsDue(getPorts(), shop) };
}
export type QuotedRefunds = typeof loader;
