import { useRouteLoaderData } from "@remix-run/react";
import type { loader } from "../routes/app.tsx";

/** The shop whose admin this is, from the layout that stands around every page. */
export function useShop() {
  const data = useRouteLoaderData<typeof loader>("routes/app");
  if (data === undefined) throw new Error("A page outside /app knows no shop.");
  return data.header;
}
