import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerOutsideChanges } from "../../availability/outside-changes.server.ts";
import { getPorts } from "../../composition.server.ts";
import { getEnv } from "../../env.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { dismiss } from "../../shops/dismiss.server.ts";
import { loadHome } from "../../shops/load-home.server.ts";
import { stopBackorders } from "../../shops/stop-backorders.server.ts";
import { themeEditorAddress } from "../../shops/theme-editor-address.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { HomeView } from "./home-view.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return { home: await loadHome(getPorts(), shop), themeEditor: themeEditorAddress(shop, getEnv().SHOPIFY_API_KEY) };
}

const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("answer-outside"), answer: z.literal(["put-back", "keep", "always-keep"]) }),
  z.object({ intent: z.literal("dismiss"), what: z.string().min(1).max(64) }),
  z.object({ intent: z.literal("undo-start") }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  switch (body.intent) {
    case "answer-outside":
      return answerOutsideChanges(getPorts(), shop, body.answer);
    case "dismiss":
      await dismiss(shop, body.what);
      return { ok: true as const };
    case "undo-start":
      return stopBackorders(getPorts(), shop);
  }
}
export type HomeAction = typeof action;

export default function HomeRoute() {
  const { home, themeEditor } = useLoaderData<typeof loader>();
  return <HomeView home={home} themeEditor={themeEditor} />;
}

export { PageFault as ErrorBoundary };
