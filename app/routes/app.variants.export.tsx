import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { Readable } from "node:stream";
import { parseVariantQuery } from "../availability/variant-query.ts";
import { exportRules } from "../policies/export-rules.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";

/** The variants that the list's filter matches, with their rules: streamed, so that a large shop is never in memory. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const file = exportRules(shop, parseVariantQuery(new URL(request.url).searchParams));
  return new Response(createReadableStreamFromReadable(Readable.from(file)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="arrivo-rules.csv"',
      "Cache-Control": "no-store",
    },
  });
}
