import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getPorts } from "../../composition.server.ts";
import { getEnv } from "../../env.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { channelsWithoutDate } from "../../shops/channels-without-date.server.ts";
import { previewStart } from "../../shops/preview-start.server.ts";
import { startSelling } from "../../shops/start-selling.server.ts";
import { themeEditorAddress } from "../../shops/theme-editor-address.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { StartPage } from "./start-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const ports = getPorts();
  const preview = await previewStart(ports, shop);
  if (!preview.ok) throw new Response(null, { status: 404 });
  const theme = await ports.shopify(shop).readThemeBlocks();
  return {
    preview,
    channels: await channelsWithoutDate(ports, shop),
    hasBlock: theme.ok ? theme.hasPromiseBlock : null,
    themeEditor: themeEditorAddress(shop, getEnv().SHOPIFY_API_KEY),
  };
}

/** "Start selling": Home shows how far it is. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const result = await startSelling(getPorts(), shop);
  return result.ok ? redirect("/app") : result;
}

export default function StartRoute() {
  return <StartPage {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
