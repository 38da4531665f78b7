import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { loadRulePage } from "../../policies/load-rule-page.server.ts";
import { parsePolicyTarget, type PolicyTargetRef } from "../../policies/policy-target.ts";
import { savePolicy } from "../../policies/save-policy.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { readStorefront } from "../../shops/load-storefront.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { TryPage } from "./try-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadRulePage(getPorts(), shop, targetOf(params));
  if (page === null) throw new Response(null, { status: 404 });
  const now = await getPorts().clock.businessNow();
  return { page, settings: await readStorefront(shop, now), now };
}

const bodySchema = z.object({
  intent: z.literal(["preview", "save"]),
  rule: z.object({ limit: z.unknown(), eta: z.unknown() }).partial(),
});

/** One variant's own rule; saved, the next step is to see what starting changes. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { intent, rule } = await readBody(request, bodySchema);
  const result = await savePolicy(getPorts(), shop, targetOf(params), { ...rule, mode: "on" }, intent === "save");
  if (intent === "save" && result.ok) throw redirect("/app/start");
  return { intent, result };
}
export type TryAction = typeof action;

/** @throws Response 404 for an address that names no variant. */
function targetOf({ number }: LoaderFunctionArgs["params"]): PolicyTargetRef {
  const target = parsePolicyTarget("variant", number);
  if (target === null) throw new Response(null, { status: 404 });
  return target;
}

export default function TryRoute() {
  return <TryPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
