import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { Readable } from "node:stream";
import { authenticateAdmin } from "../shopify.server.ts";
import { exportSuppliers } from "../supply/suppliers/export-suppliers.server.ts";

/** Suppliers with their terms as CSV, streamed; `?supplier=` only one's; `?template` nothing but the columns. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const params = new URL(request.url).searchParams;
  const supplierId = params.get("supplier");
  const scope = params.has("template") ? "none" : supplierId === null ? "all" : { supplierId };
  return new Response(createReadableStreamFromReadable(Readable.from(exportSuppliers(shop, scope))), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="arrivo-suppliers.csv"',
      "Cache-Control": "no-store",
    },
  });
}
