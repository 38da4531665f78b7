import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { givePlace } from "../../backorders/give-place.server.ts";
import { loadItemQueue } from "../../backorders/load-item-queue.server.ts";
import { previewPlace } from "../../backorders/preview-place.server.ts";
import { undoPlace } from "../../backorders/undo-place.server.ts";
import { getPorts } from "../../composition.server.ts";
import { parseGid } from "../../ids.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { QueuePageView } from "./queue-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const itemId = parseGid("InventoryItem", `gid://shopify/InventoryItem/${params.number}`);
  if (itemId === null) throw new Response(null, { status: 404 });
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  return { queue: await loadItemQueue(getPorts(), shop, itemId, Number.isSafeInteger(page) ? page : 1) };
}

const lineId = z.string().regex(/^gid:\/\/shopify\/LineItem\/\d+$/);
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), lineId, place: z.enum(["first", "last"]).nullable() }),
  z.object({ intent: z.literal("give"), lineId, place: z.enum(["first", "last"]) }),
  z.object({ intent: z.literal("undo"), lineId }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, sessionToken } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const { intent } = body;
  switch (intent) {
    case "preview":
      return { intent, preview: await previewPlace(getPorts(), shop, body.lineId, body.place) };
    case "give":
      return { intent, result: await givePlace(getPorts(), shop, body.lineId, body.place, sessionToken.sub) };
    case "undo":
      return { intent, isDone: await undoPlace(getPorts(), shop, body.lineId, sessionToken.sub) };
  }
}
export type QueueAction = typeof action;
export type QueueBody = z.infer<typeof bodySchema>;

export default function QueueRoute() {
  return <QueuePageView queue={useLoaderData<typeof loader>().queue} />;
}

export { PageFault as ErrorBoundary };
