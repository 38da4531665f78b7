import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { retryBookings } from "../../supply/purchase-orders/book-receipts.server.ts";
import { closeShort } from "../../supply/purchase-orders/close-short.server.ts";
import { duplicatePurchaseOrder } from "../../supply/purchase-orders/duplicate-purchase-order.server.ts";
import { loadPurchaseOrder } from "../../supply/purchase-orders/load-purchase-order.server.ts";
import { moveExpectedDay } from "../../supply/purchase-orders/move-expected-day.server.ts";
import { movePurchaseOrder } from "../../supply/purchase-orders/move-purchase-order.server.ts";
import { recordReceipts } from "../../supply/purchase-orders/record-receipts.server.ts";
import { sendPurchaseOrder } from "../../supply/purchase-orders/send-purchase-order.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { orderIntent } from "./order-intent.ts";
import { OrderPageView } from "./order-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const order = await loadPurchaseOrder(getPorts(), shop, params["id"] ?? "");
  if (order === null) throw new Response(null, { status: 404 });
  return order;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const id = params["id"] ?? "";
  const ports = getPorts();
  const body = await readBody(request, orderIntent);
  switch (body.intent) {
    case "move":
      return { intent: body.intent, result: await movePurchaseOrder(ports, shop, id, body) };
    case "move-days":
      return { intent: body.intent, result: await moveExpectedDay(ports, shop, id, body) };
    case "receive":
      return { intent: body.intent, result: await recordReceipts(ports, shop, id, body) };
    case "close-short":
      return { intent: body.intent, result: await closeShort(ports, shop, id, body) };
    case "duplicate":
      return { intent: body.intent, result: await duplicatePurchaseOrder(ports, shop, id, body.newId) };
    case "mail":
      return { intent: body.intent, result: await sendPurchaseOrder(ports, shop, id, body) };
    case "retry-bookings":
      return { intent: body.intent, result: { ok: await retryBookings(ports, shop, id) } };
  }
}
export type OrderAction = typeof action;

export default function PurchaseOrderRoute() {
  return <OrderPageView order={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
