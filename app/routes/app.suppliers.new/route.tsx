import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { saveSupplier } from "../../supply/suppliers/save-supplier.server.ts";
import { holidayCountries } from "../../supply/calendars/holidays-of.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { NewSupplierPage } from "./new-supplier-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request);
  return { countries: (await holidayCountries()).map(({ code }) => code) };
}

const bodySchema = z.object({ supplier: z.record(z.string(), z.unknown()) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { supplier } = await readBody(request, bodySchema);
  return saveSupplier(getPorts(), shop, null, supplier);
}
export type NewSupplierAction = typeof action;

export default function NewSupplierRoute() {
  return <NewSupplierPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
