import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { loadTemplatePage } from "../../customers/notices/load-template-page.server.ts";
import { noticeKinds } from "../../customers/notices/notice-kind.ts";
import { previewTemplate, testTemplate } from "../../customers/notices/preview-template.server.ts";
import { resetTemplate, saveTemplate } from "../../customers/notices/save-template.server.ts";
import { storefrontLocales } from "../../i18n/storefront-locales.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { TemplatePageView } from "./template-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { searchParams } = new URL(request.url);
  const kind = noticeKinds.find((each) => each === searchParams.get("kind")) ?? "keep-or-cancel";
  const page = await loadTemplatePage(shop, kind, searchParams.get("language"));
  return { ...page, preview: await previewTemplate(getPorts(), shop, page, page.template, null) };
}

const key = z.object({ kind: z.enum(noticeKinds), locale: z.enum(storefrontLocales) });
const template = z.object({ subject: z.string().max(2_000), body: z.string().max(60_000) });
const tried = z.object({ key, template, order: z.string().max(100).nullable() });
const bodySchema = z.discriminatedUnion("intent", [
  tried.extend({ intent: z.literal("preview") }),
  tried.extend({ intent: z.literal("test") }),
  z.object({ intent: z.literal("save"), key, template }),
  z.object({ intent: z.literal("reset"), key }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const ports = getPorts();
  switch (body.intent) {
    case "preview":
      return { intent: body.intent, result: await previewTemplate(ports, shop, body.key, body.template, body.order) };
    case "test":
      return { intent: body.intent, result: await testTemplate(ports, shop, body.key, body.template, body.order) };
    case "save":
      return { intent: body.intent, result: await saveTemplate(ports, shop, body.key, body.template) };
    case "reset":
      await resetTemplate(shop, body.key);
      return { intent: body.intent, result: { ok: true as const } };
  }
}
export type TemplateAction = typeof action;
export type TemplateLoader = typeof loader;

/** A preview and a test change nothing that the page shows. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ json, defaultShouldRevalidate }) => {
  const intent = typeof json === "object" && json !== null && "intent" in json ? json.intent : undefined;
  return intent === "preview" || intent === "test" ? false : defaultShouldRevalidate;
};

export default function TemplateRoute() {
  const page = useLoaderData<typeof loader>();
  return <TemplatePageView key={`${page.kind} ${page.locale}`} page={page} />;
}

export { PageFault as ErrorBoundary };
