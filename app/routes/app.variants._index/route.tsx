import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { listVariants } from "../../availability/list-variants.server.ts";
import { parseVariantQuery } from "../../availability/variant-query.ts";
import { getPorts } from "../../composition.server.ts";
import { gid } from "../../ids.ts";
import { editVariants, type VariantSelection } from "../../policies/edit-variants.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { VariantsPage } from "./variants-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const query = parseVariantQuery(new URL(request.url).searchParams);
  return { query, page: await listVariants(shop, query) };
}

const bodySchema = z.object({
  intent: z.literal(["preview", "save"]),
  /** Numbers of the ticked variants; all that the list's filter matches. */
  selection: z.union([z.literal("all"), z.array(z.string().regex(/^\d{1,20}$/)).max(10_000)]),
  edit: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("inherit") }),
    z.object({
      kind: z.literal("give"),
      form: z.object({ mode: z.unknown(), limit: z.unknown(), eta: z.unknown() }).partial(),
    }),
  ]),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { intent, selection, edit } = await readBody(request, bodySchema);
  const selected: VariantSelection =
    selection === "all"
      ? { filter: parseVariantQuery(new URL(request.url).searchParams) }
      : { ids: selection.map((number) => gid("ProductVariant", number)) };
  return { intent, result: await editVariants(getPorts(), shop, selected, edit, intent === "save") };
}
export type VariantsAction = typeof action;

export default function VariantsRoute() {
  const { query, page } = useLoaderData<typeof loader>();
  return <VariantsPage query={query} page={page} />;
}

export { PageFault as ErrorBoundary };
