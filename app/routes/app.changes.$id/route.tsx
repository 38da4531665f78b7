import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadChangeReport } from "../../backorders/load-change-report.server.ts";
import { sendChangeReport } from "../../backorders/send-change-report.server.ts";
import { getPorts } from "../../composition.server.ts";
import { areNoticesSent } from "../../customers/notices/are-notices-sent.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { ChangePage } from "./change-page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
  const found = await loadChangeReport(shop, params.id ?? "", Number.isSafeInteger(page) ? page : 1);
  if (found === null) throw new Response(null, { status: 404 });
  return { ...found, isMailed: await areNoticesSent(shop) };
}

const bodySchema = z.object({ intent: z.literal("send") });

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  await readBody(request, bodySchema);
  return { result: await sendChangeReport(getPorts(), shop, params.id ?? "") };
}
export type ChangeAction = typeof action;

export default function ChangeRoute() {
  return <ChangePage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
