import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { getEnv } from "../env.server.ts";
import { authenticateAdmin } from "../shopify.server.ts";
import { readShopHeader } from "../shops/read-shop-header.server.ts";
import { LayoutFault } from "../ui/layout-fault.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { polarisWords } from "../ui/polaris-words.ts";
import { useRevalidateWhile } from "../ui/use-revalidate-while.ts";

export const links = () => [{ rel: "stylesheet", href: polarisStyles }];
export const headers: HeadersFunction = (args) => boundary.headers(args);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const { SHOPIFY_API_KEY: apiKey, APP_BRIDGE_URL: appBridgeUrl } = getEnv();
  return { apiKey, appBridgeUrl: appBridgeUrl ?? null, header: await readShopHeader(shop) };
}

const pages = [
  "variants",
  "rules",
  "suppliers",
  "purchase-orders",
  "inbound",
  "waiting",
  "delays",
  "changes",
  "notices",
  "compensation",
  "settings",
] as const;

export default function AppLayout() {
  const { apiKey, appBridgeUrl, header } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation();
  const navigation = useNavigation();
  const here = useLocation().pathname;
  const isLeaving = navigation.state === "loading" && navigation.location.pathname !== here;
  useRevalidateWhile(header.move !== null);
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      i18n={polarisWords(i18n.language)}
      {...(appBridgeUrl === null ? {} : { __APP_BRIDGE_URL: appBridgeUrl })}
    >
      <NavMenu>
        <Link to="/app" rel="home">
          {t("nav.home")}
        </Link>
        {pages.map((page) => (
          <Link key={page} to={`/app/${page}`}>
            {t(`nav.${page}`)}
          </Link>
        ))}
        <Link to="/app/store-check">{t("nav.check")}</Link>
      </NavMenu>
      {isLeaving ? <PageSkeleton /> : <Outlet />}
    </AppProvider>
  );
}

export { LayoutFault as ErrorBoundary };
