import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { importSuppliers } from "../../supply/suppliers/import-suppliers.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { ImportSuppliersPage } from "./import-suppliers-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request);
  return null;
}

const bodySchema = z.object({ intent: z.literal(["preview", "save"]), text: z.string().max(20_000_000) });

/** The file goes to and fro, so that what is saved is what was shown, and nothing half-done waits on the server. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { intent, text } = await readBody(request, bodySchema);
  return { intent, result: await importSuppliers(getPorts(), shop, text, intent === "save") };
}
export type ImportSuppliersAction = typeof action;

export default ImportSuppliersPage;
export { PageFault as ErrorBoundary };
