import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { getPorts } from "../../composition.server.ts";
import { listDeadLetters } from "../../jobs/dead-letters.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { storeCheck } from "../../shops/store-check.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { PageFault } from "../../ui/page-fault.tsx";

export const headers: HeadersFunction = (args) => boundary.headers(args);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return { findings: await storeCheck(getPorts(), shop), deadLetters: await listDeadLetters(shop) };
}

export default function StoreCheck() {
  const { t } = useTranslation("check");
  const { findings, deadLetters } = useLoaderData<typeof loader>();
  return (
    <ArrivoPage title={t("title")}>
      {findings.length + deadLetters.length === 0 && (
        <Card>
          <Text as="h2" variant="headingMd">
            {t("nothing.title")}
          </Text>
        </Card>
      )}
    </ArrivoPage>
  );
}

export { PageFault as ErrorBoundary };
