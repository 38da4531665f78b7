import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadSupplierPage } from "../../supply/suppliers/load-supplier-page.server.ts";
import { bringBackSupplier, removeSupplier } from "../../supply/suppliers/remove-supplier.server.ts";
import { saveSupplier } from "../../supply/suppliers/save-supplier.server.ts";
import { addTerms, removeTerms, saveTerms } from "../../supply/suppliers/save-terms.server.ts";
import { parseSupplierQuery } from "../../supply/suppliers/supplier-query.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { SupplierPageView } from "./supplier-page.tsx";

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadSupplierPage(shop, id, parseSupplierQuery(new URL(request.url).searchParams));
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

const fields = z.record(z.string(), z.unknown());
const variantIds = z.array(z.string()).min(1).max(1_000);
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), supplier: fields, updatedAt: z.number() }),
  z.object({ intent: z.literal(["remove", "bring-back"]) }),
  z.object({ intent: z.literal("save-terms"), variantId: z.string(), terms: fields }),
  z.object({ intent: z.literal(["add-terms", "remove-terms"]), variantIds }),
]);

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const ports = getPorts();
  switch (body.intent) {
    case "save":
      return {
        intent: body.intent,
        result: await saveSupplier(ports, shop, { id, updatedAt: body.updatedAt }, body.supplier),
      };
    case "remove":
      return { intent: body.intent, result: await removeSupplier(ports, shop, id) };
    case "bring-back":
      return { intent: body.intent, result: await bringBackSupplier(ports, shop, id) };
    case "save-terms":
      return { intent: body.intent, result: await saveTerms(ports, shop, id, body.variantId, body.terms) };
    case "add-terms":
      return { intent: body.intent, result: await addTerms(ports, shop, id, body.variantIds) };
    case "remove-terms":
      return { intent: body.intent, result: await removeTerms(ports, shop, id, body.variantIds) };
  }
}
export type SupplierAction = typeof action;

export default function SupplierRoute() {
  const page = useLoaderData<typeof loader>();
  // Another supplier is another form.
  return <SupplierPageView key={page.supplier.id} page={page} />;
}

export { PageFault as ErrorBoundary };
