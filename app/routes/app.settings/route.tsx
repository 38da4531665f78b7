import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { previewPriority } from "../../backorders/preview-priority.server.ts";
import { getPorts } from "../../composition.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadSettingsPage } from "../../shops/load-settings-page.server.ts";
import { makeMove } from "../../shops/make-move.server.ts";
import { merchantMoves } from "../../shops/merchant-move.ts";
import { previewMove } from "../../shops/preview-move.server.ts";
import { waitingSections } from "../../shops/waiting-form.ts";
import { saveSettings } from "../../shops/save-settings.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { SettingsPageView } from "./settings-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return loadSettingsPage(getPorts(), shop);
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), settings: z.record(z.string(), z.unknown()) }),
  z.object({
    intent: z.literal("preview-priority"),
    settings: z.object({ priorityTags: waitingSections.priorityTags, unpaidDays: waitingSections.unpaidDays }),
  }),
  z.object({ intent: z.literal("preview-move"), move: z.enum(merchantMoves) }),
  z.object({ intent: z.literal("move"), move: z.enum(merchantMoves) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  switch (body.intent) {
    case "save":
      return { intent: body.intent, result: await saveSettings(getPorts(), shop, body.settings) };
    case "preview-priority":
      return { intent: body.intent, priority: await previewPriority(getPorts(), shop, body.settings) };
    case "preview-move":
      return { intent: body.intent, move: body.move, preview: await previewMove(getPorts(), shop, body.move) };
    case "move":
      return { intent: body.intent, move: body.move, result: await makeMove(getPorts(), shop, body.move) };
  }
}
export type SettingsAction = typeof action;

export default function SettingsRoute() {
  return <SettingsPageView page={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
