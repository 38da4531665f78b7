import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { compensationGroups } from "../../customers/compensation/compensation-group.ts";
import { decideCompensations } from "../../customers/compensation/decide-compensations.server.ts";
import { loadCompensationPage } from "../../customers/compensation/load-compensation-page.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { CompensationPageView } from "./compensation-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { searchParams } = new URL(request.url);
  const group = compensationGroups.find((each) => each === searchParams.get("group")) ?? "queue";
  const page = Number(searchParams.get("page") ?? "1");
  return loadCompensationPage(getPorts(), shop, group, Number.isSafeInteger(page) ? page : 1);
}

const bodySchema = z.object({
  decision: z.enum(["approve", "decline"]),
  ids: z.array(z.string().max(64)).min(1).max(200),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, sessionToken } = await authenticateAdmin(request);
  const { ids, decision } = await readBody(request, bodySchema);
  return { decision, ...(await decideCompensations(getPorts(), shop, ids, decision, sessionToken.sub)) };
}
export type CompensationAction = typeof action;

export default function CompensationRoute() {
  return <CompensationPageView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
