import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Card, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { authenticateAdmin } from "../../shopify.server.ts";
import { readSettings } from "../../shops/read-settings.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { PageFault } from "../../ui/page-fault.tsx";
import { useShop } from "../../ui/use-shop.ts";

export const headers: HeadersFunction = (args) => boundary.headers(args);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return { settings: await readSettings(shop) };
}

export default function Settings() {
  const { t } = useTranslation("settings");
  const { state } = useShop();
  return (
    <ArrivoPage title={t("title")}>
      <Card>
        <Text as="h2" variant="headingMd">
          {t("shop.title")}
        </Text>
        <Text as="p">{t(`common:stateMeaning.${state}`)}</Text>
      </Card>
    </ArrivoPage>
  );
}

export { PageFault as ErrorBoundary };
