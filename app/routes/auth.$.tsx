import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticateAdmin } from "../shopify.server.ts";
import { LayoutFault } from "../ui/layout-fault.tsx";

/** The library's own addresses (bounce page, exit from the frame) are answered by it. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
export { LayoutFault as ErrorBoundary };
