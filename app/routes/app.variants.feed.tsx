import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { Readable } from "node:stream";
import { exportFeed } from "../availability/export-feed.server.ts";
import { getPorts } from "../composition.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";

/** Google's `availability` and `availability_date`; `?country=IT` names the items as Shopify's Google channel does. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const country = new URL(request.url).searchParams.get("country") ?? "";
  if (country !== "" && !/^[A-Z]{2}$/.test(country)) throw new Response(null, { status: 400 });
  const file = exportFeed(getPorts(), shop, country === "" ? null : country);
  return new Response(createReadableStreamFromReadable(Readable.from(file)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="arrivo-google-availability.csv"',
      "Cache-Control": "no-store",
    },
  });
}
