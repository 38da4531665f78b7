import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadOrderForm } from "../../supply/purchase-orders/load-order-form.server.ts";
import { createPurchaseOrder } from "../../supply/purchase-orders/save-purchase-order.server.ts";
import { OrderFormPage } from "../../ui/order-form-page.tsx";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const supplierId = new URL(request.url).searchParams.get("supplier");
  const page = await loadOrderForm(getPorts(), shop, null, { supplierId });
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

const bodySchema = z.object({
  id: z.uuid(),
  form: z.record(z.string(), z.unknown()),
  acceptsPastDays: z.boolean(),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { id, ...input } = await readBody(request, bodySchema);
  return createPurchaseOrder(getPorts(), shop, id, input);
}

export default function NewOrderRoute() {
  return <OrderFormPage page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
