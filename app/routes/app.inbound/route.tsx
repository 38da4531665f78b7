import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { answerInbound } from "../../supply/inbound/answer-inbound.server.ts";
import { loadIncoming } from "../../supply/inbound/load-incoming.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { IncomingPageView } from "./incoming-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  return loadIncoming(getPorts(), shop, Number.isSafeInteger(page) ? page : 1);
}

const lineId = z.string().min(1).max(255);
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read-again") }),
  z.object({ intent: z.literal("link-double"), lineId, orderLineId: lineId }),
  z.object({ intent: z.literal(["no-double", "confirm-assumed", "undo-assumed"]), lineId }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  if (body.intent !== "read-again") return { intent: body.intent, result: await answerInbound(getPorts(), shop, body) };
  await getPorts().queue.enqueue(null, "read-inbound", { shop });
  return { intent: body.intent, result: { ok: true as const } };
}
export type IncomingAction = typeof action;
export type IncomingBody = z.infer<typeof bodySchema>;

export default function IncomingRoute() {
  return <IncomingPageView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
