import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadScorecard } from "../../supply/load-scorecard.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { ScorecardPage } from "./scorecard-page.tsx";

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const scorecard = await loadScorecard(getPorts(), shop, id);
  if (scorecard === null) throw new Response(null, { status: 404 });
  return scorecard;
}

export default function ScorecardRoute() {
  return <ScorecardPage scorecard={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
