import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { correctCause } from "../../backorders/correct-cause.server.ts";
import { correctedCauses } from "../../backorders/corrected-cause.ts";
import { moveUnits } from "../../backorders/move-units.server.ts";
import { getPorts } from "../../composition.server.ts";
import { loadOrderPage } from "../../customers/waiting-orders/load-order-page.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { OrderPageView } from "./order-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadOrderPage(getPorts(), shop, orderOf(params));
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

const location = z.string().min(1).max(255);
const bodySchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("correct-cause"),
    changeId: z.string().regex(/^\d{1,18}$/),
    cause: z.enum(correctedCauses).nullable(),
  }),
  z.object({
    intent: z.literal("move"),
    lineId: z.string().max(255),
    fromLocationId: location,
    toLocationId: location,
  }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, sessionToken } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const { intent } = body;
  switch (intent) {
    case "correct-cause": {
      const { changeId, cause } = body;
      return { intent, isDone: await correctCause(getPorts(), shop, BigInt(changeId), cause, sessionToken.sub) };
    }
    case "move":
      return { intent, result: await moveUnits(getPorts(), shop, body) };
  }
}
export type OrderAction = typeof action;

/** @throws Response 404 for an address that names no order. */
function orderOf({ number }: LoaderFunctionArgs["params"]): string {
  if (!/^\d{1,20}$/.test(number ?? "")) throw new Response(null, { status: 404 });
  return `gid://shopify/Order/${number}`;
}

export default function OrderRoute() {
  return <OrderPageView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
