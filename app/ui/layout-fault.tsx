import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { PlainFault } from "./plain-fault.tsx";

/** Around the pages nothing of Polaris stands yet: the library's own HTML, which leads back through Shopify, or plain words. */
export function LayoutFault() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.status !== 404) {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  return <PlainFault />;
}
