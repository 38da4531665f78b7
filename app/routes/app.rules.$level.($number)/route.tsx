import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { loadRulePage } from "../../policies/load-rule-page.server.ts";
import { parsePolicyTarget, type PolicyTargetRef } from "../../policies/policy-target.ts";
import { removePolicy, savePolicy } from "../../policies/save-policy.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { RulePageView } from "./rule-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadRulePage(getPorts(), shop, targetOf(params));
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal(["preview", "save"]), rule: z.record(z.string(), z.unknown()) }),
  z.object({ intent: z.literal(["preview-removal", "remove"]) }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const target = targetOf(params);
  const body = await readBody(request, bodySchema);
  switch (body.intent) {
    case "preview":
    case "save":
      return {
        intent: body.intent,
        result: await savePolicy(getPorts(), shop, target, body.rule, body.intent === "save"),
      };
    case "preview-removal":
    case "remove":
      return { intent: body.intent, result: await removePolicy(getPorts(), shop, target, body.intent === "remove") };
  }
}
export type RuleAction = typeof action;

/** @throws Response 404 for an address that names no rule. */
function targetOf({ level, number }: LoaderFunctionArgs["params"]): PolicyTargetRef {
  const target = parsePolicyTarget(level, number);
  if (target === null) throw new Response(null, { status: 404 });
  return target;
}

export default function RuleRoute() {
  const { level, number } = useParams();
  // Another rule is another form.
  return <RulePageView key={`${level}/${number}`} page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
