import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadOrderForm } from "../../supply/purchase-orders/load-order-form.server.ts";
import { savePurchaseOrder } from "../../supply/purchase-orders/save-purchase-order.server.ts";
import { OrderFormPage } from "../../ui/order-form-page.tsx";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadOrderForm(getPorts(), shop, params["id"] ?? "");
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

const bodySchema = z.object({
  version: z.number().int(),
  form: z.record(z.string(), z.unknown()),
  acceptsPastDays: z.boolean(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return savePurchaseOrder(getPorts(), shop, params["id"] ?? "", await readBody(request, bodySchema));
}

export default function EditOrderRoute() {
  const page = useLoaderData<typeof loader>();
  return <OrderFormPage key={page.order?.version} page={page} />;
}

export { PageFault as ErrorBoundary };
