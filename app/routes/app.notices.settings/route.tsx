import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { loadNoticePage } from "../../customers/notices/load-notice-page.server.ts";
import { chooseSender, proveSender } from "../../customers/notices/prove-sender.server.ts";
import { noticeSettingsInput, saveNoticeSettings } from "../../customers/notices/save-notice-settings.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { NoticeSettingsView } from "./notice-settings-view.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return loadNoticePage(getPorts(), shop);
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("sender"),
    sender: z.object({ address: z.email().max(254), name: z.string().trim().max(100) }),
  }),
  z.object({ intent: z.literal("prove"), code: z.string().max(20) }),
  z.object({ intent: z.literal("save"), settings: noticeSettingsInput }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  switch (body.intent) {
    case "sender":
      return { intent: body.intent, result: await chooseSender(getPorts(), shop, body.sender) };
    case "prove":
      return { intent: body.intent, result: await proveSender(getPorts(), shop, body.code) };
    case "save":
      return { intent: body.intent, result: await saveNoticeSettings(getPorts(), shop, body.settings) };
  }
}
export type NoticeSettingsAction = typeof action;

export default function NoticeSettingsRoute() {
  return <NoticeSettingsView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
