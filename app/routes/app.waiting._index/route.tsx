import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { adoptOrders, previewAdoption } from "../../customers/waiting-orders/adopt-orders.server.ts";
import { changeOrders, previewOrders } from "../../customers/waiting-orders/change-orders.server.ts";
import { listWaitingOrders } from "../../customers/waiting-orders/list-waiting-orders.server.ts";
import { parseWaitingQuery } from "../../customers/waiting-orders/waiting-query.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { WaitingPageView } from "./waiting-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = parseWaitingQuery(new URL(request.url).searchParams);
  return { query, page: await listWaitingOrders(getPorts(), shop, query) };
}

const orderId = z.string().regex(/^gid:\/\/shopify\/Order\/\d+$/);
const change = z.object({
  kind: z.enum(["notify", "hold", "release", "follow-rule", "cancel"]),
  orderIds: z.array(orderId).min(1).max(50),
});
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), change }),
  z.object({
    intent: z.literal("do"),
    change: z.union([
      z.object({
        kind: z.literal("cancel"),
        /** The refund of each order as it was shown; null: none. */
        shown: z.record(orderId, z.number().int().nullable()),
        token: z.uuid(),
      }),
      change,
    ]),
  }),
  z.object({ intent: z.literal(["preview-adoption", "adopt"]) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, sessionToken } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  switch (body.intent) {
    case "preview":
      return { intent: body.intent, preview: await previewOrders(getPorts(), shop, body.change) };
    case "do":
      return { intent: body.intent, done: await changeOrders(getPorts(), shop, body.change, sessionToken.sub) };
    case "preview-adoption":
      return { intent: body.intent, adoption: await previewAdoption(shop) };
    case "adopt":
      return { intent: body.intent, isNew: await adoptOrders(getPorts(), shop) };
  }
}
export type WaitingAction = typeof action;

export default function WaitingRoute() {
  return <WaitingPageView {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
