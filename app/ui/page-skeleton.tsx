import { Card, Layout, SkeletonBodyText, SkeletonPage } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Stands where the next page will, while it is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" aria-label={t("loading")}>
      <SkeletonPage>
        <Layout>
          {[6, 4].map((lines) => (
            <Layout.Section key={lines}>
              <Card>
                <SkeletonBodyText lines={lines} />
              </Card>
            </Layout.Section>
          ))}
        </Layout>
      </SkeletonPage>
    </div>
  );
}
