import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getPorts } from "../composition.server.ts";
import { showAnswerPage, takeAnswerForm } from "../customers/self-service/serve-answer-page.server.ts";
import { acceptedLocales } from "../i18n/locale.ts";
import { readProxyRequest } from "../shopify/read-proxy-request.server.ts";

/** Reached through Shopify's app proxy as https://{shop}/apps/arrivo/orders/{token}: the theme frames what is answered. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const shop = await readProxyRequest(request);
  if (shop === null) return new Response(null, { status: 400 });
  return liquid(await showAnswerPage(getPorts(), { shop, token: params.token ?? "", language: languageOf(request) }));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const shop = await readProxyRequest(request);
  if (shop === null) return new Response(null, { status: 400 });
  const visit = { shop, token: params.token ?? "", language: languageOf(request) };
  const form = await request.formData().catch(() => new FormData());
  return liquid(await takeAnswerForm(getPorts(), visit, form));
}

const languageOf = (request: Request): string | null =>
  acceptedLocales(request.headers.get("accept-language"))[0] ?? null;

/** Found by no search engine, kept by no cache, and its address told to no other site. */
const liquid = (body: string): Response =>
  new Response(body, {
    headers: {
      "content-type": "application/liquid",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    },
  });
