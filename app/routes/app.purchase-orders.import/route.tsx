import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { orderColumnsSchema } from "../../supply/import/column-mapping.server.ts";
import { importAnswers } from "../../supply/import/import-answers.ts";
import { importOrders } from "../../supply/import/import-orders.server.ts";
import { listImportChoices } from "../../supply/import/list-import-choices.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { ImportPage } from "./import-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return listImportChoices(shop);
}

const bodySchema = z.object({
  intent: z.literal(["preview", "save"]),
  text: z.string().max(20_000_000),
  fileName: z.string().max(200),
  columns: orderColumnsSchema.nullable().default(null),
  answers: importAnswers.prefault({}),
  shown: z.string().max(1_000).nullable().default(null),
});

/** The file goes to and fro, so that what is saved is what was shown, and nothing half-done waits on the server. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { intent, ...input } = await readBody(request, bodySchema);
  return importOrders(getPorts(), shop, input, intent === "save");
}
export type ImportOrdersAction = typeof action;

export default function ImportOrdersRoute() {
  return <ImportPage choices={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
