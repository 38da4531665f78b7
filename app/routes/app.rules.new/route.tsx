import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findTargets } from "../../policies/find-targets.server.ts";
import { type TargetLevel, targetLevels } from "../../policies/target-level.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { NewRulePage } from "./new-rule-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const params = new URL(request.url).searchParams;
  const level: TargetLevel = targetLevels.find((each) => each === params.get("level")) ?? "collection";
  const search = params.get("search") ?? "";
  return { level, search, ...(await findTargets(shop, level, search)) };
}

export default function NewRuleRoute() {
  return <NewRulePage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
