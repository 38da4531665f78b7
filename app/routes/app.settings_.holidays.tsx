import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";
import { listHolidays } from "../shops/list-holidays.server.ts";

/** The holidays of a country, and a region of it, on the days that the shop's calendar covers. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = new URL(request.url).searchParams;
  const place = { country: query.get("country") ?? "", region: query.get("region") };
  return { holidays: await listHolidays(getPorts(), shop, place, query.get("language") ?? "en") };
}
export type ListedHolidays = typeof loader;
