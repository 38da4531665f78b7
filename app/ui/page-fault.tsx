import { Banner, BlockStack, Page } from "@shopify/polaris";
import { isRouteErrorResponse, useLocation, useRevalidator, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Where what was looked for may still be found. */
const lists = ["suppliers", "purchase-orders", "changes", "rules"] as const;

/** What stands in place of a page that failed, in words and with what to do; or the answer that Shopify's library gave. */
export function PageFault() {
  const error = useRouteError();
  const { t } = useTranslation();
  const revalidator = useRevalidator();
  const { pathname } = useLocation();
  const list = lists.find((each) => pathname.startsWith(`/app/${each}`)) ?? "variants";
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Page title={t("fault.gone")}>
        <Banner tone="warning" action={{ content: t(`nav.${list}`), url: `/app/${list}` }}>
          <p>{t("fault.goneWords")}</p>
        </Banner>
      </Page>
    );
  }
  // A bounce to App Bridge, made by the library: its own HTML.
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.data.includes("<script")) {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  return (
    <Page title={t("fault.title")}>
      <Banner
        tone="critical"
        action={{ content: t("action.retry"), onAction: () => revalidator.revalidate() }}
        secondaryAction={{ content: t("nav.check"), url: "/app/store-check" }}
      >
        <BlockStack gap="200">
          <p>{t("fault.words")}</p>
        </BlockStack>
      </Banner>
    </Page>
  );
}
