import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listRules } from "../../policies/list-rules.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { RulesPage } from "./rules-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  return listRules(shop, Number.isInteger(page) ? page : 1);
}

export default function RulesRoute() {
  return <RulesPage list={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
