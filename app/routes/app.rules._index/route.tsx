import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { listRules } from "../../policies/list-rules.server.ts";
import { rankedLevels } from "../../policies/policy-target.ts";
import { rankRules } from "../../policies/rank-rules.server.ts";
import { stopRuleChange } from "../../policies/stop-rule-change.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { RulesPage } from "./rules-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  return listRules(shop, Number.isInteger(page) ? page : 1);
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal(["preview-order", "order"]),
    level: z.enum(rankedLevels),
    ids: z.array(z.string().max(64)).max(1_000),
  }),
  z.object({ intent: z.literal("stop"), taskId: z.string().max(64) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  if (body.intent === "stop")
    return { intent: body.intent, result: await stopRuleChange(getPorts(), shop, body.taskId) };
  const { intent, level, ids } = body;
  return { intent, result: await rankRules(getPorts(), shop, level, ids, intent === "order") };
}
export type RulesAction = typeof action;

export default function RulesRoute() {
  return <RulesPage list={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
