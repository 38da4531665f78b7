import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { compensationRule } from "../../customers/compensation/compensation-settings.ts";
import { loadCompensationRules } from "../../customers/compensation/load-compensation-page.server.ts";
import { previewRules } from "../../customers/compensation/preview-rules.server.ts";
import { saveCompensation } from "../../customers/compensation/save-compensation.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { RulesPage } from "./rules-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return loadCompensationRules(shop);
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), rules: z.unknown() }),
  z.object({ intent: z.literal("save"), settings: z.unknown() }),
]);
const rulesSchema = z.array(compensationRule).min(1).max(20);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  if (body.intent === "save")
    return { intent: body.intent, result: await saveCompensation(getPorts(), shop, body.settings) };
  const rules = rulesSchema.safeParse(body.rules);
  return { intent: body.intent, preview: rules.success ? await previewRules(getPorts(), shop, rules.data) : null };
}
export type CompensationRulesAction = typeof action;

export default function CompensationRulesRoute() {
  return <RulesPage page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
