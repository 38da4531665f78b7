import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateAdmin } from "../shopify.server.ts";
import { readWaitingFile } from "../shops/read-waiting-file.server.ts";

/** The CSV of all who wait: of now, or as a task that left has kept it (`?task=`). */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const content = await readWaitingFile(shop, new URL(request.url).searchParams.get("task"));
  if (content === null) throw new Response(null, { status: 404 });
  return new Response(content, {
    headers: { "content-type": "text/csv; charset=utf-8", "cache-control": "no-store" },
  });
}
