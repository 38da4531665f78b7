import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { changeNotices } from "../../customers/notices/change-notices.server.ts";
import { listNotices } from "../../customers/notices/list-notices.server.ts";
import { noticeGroups } from "../../customers/notices/notice-group.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { NoticesPage } from "./notices-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { searchParams } = new URL(request.url);
  const group = noticeGroups.find((each) => each === searchParams.get("group")) ?? "waiting";
  const page = Number(searchParams.get("page") ?? "1");
  return listNotices(shop, group, Number.isSafeInteger(page) ? page : 1);
}

const ids = z.array(z.string().max(64)).min(1).max(200);
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("recall"), ids }),
  z.object({ intent: z.literal("recall-batch"), reportId: z.string().max(64) }),
  z.object({ intent: z.literal("again"), ids }),
  z.object({ intent: z.literal("bounced"), ids }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const ports = getPorts();
  switch (body.intent) {
    case "recall":
      return {
        done: "recall" as const,
        count: await changeNotices(ports, shop, { kind: "recall", what: { kind: "notices", ids: body.ids } }),
      };
    case "recall-batch": {
      const what = { kind: "report", reportId: body.reportId } as const;
      return { done: "recall" as const, count: await changeNotices(ports, shop, { kind: "recall", what }) };
    }
    case "again":
    case "bounced":
      return { done: body.intent, count: await changeNotices(ports, shop, { kind: body.intent, ids: body.ids }) };
  }
}
export type NoticesAction = typeof action;

export default function NoticesRoute() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
