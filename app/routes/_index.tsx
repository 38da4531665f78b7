import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { OutsideShopify } from "../ui/outside-shopify.tsx";

/** Shopify opens the app's own address; anyone else is told where Arrivo lives. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app${search}`);
  return null;
}

export default OutsideShopify;
