import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadVariantPage } from "../../availability/load-variant-page.server.ts";
import { resumeVariant } from "../../availability/resume-variant.server.ts";
import { getPorts } from "../../composition.server.ts";
import { parseGid, type VariantGid } from "../../ids.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { VariantPageView } from "./variant-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = await loadVariantPage(getPorts(), shop, variantOf(params));
  if (page === null) throw new Response(null, { status: 404 });
  return page;
}

/** "Resume". */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return resumeVariant(getPorts(), shop, variantOf(params));
}
export type ResumeAction = typeof action;

/** @throws Response 404 for an address that names no variant. */
function variantOf({ number }: LoaderFunctionArgs["params"]): VariantGid {
  const id = parseGid("ProductVariant", `gid://shopify/ProductVariant/${number}`);
  if (id === null) throw new Response(null, { status: 404 });
  return id;
}

export default function VariantRoute() {
  return <VariantPageView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
