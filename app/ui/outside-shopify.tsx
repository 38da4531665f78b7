import { useTranslation } from "react-i18next";

export function OutsideShopify() {
  const { t } = useTranslation();
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", margin: "4rem auto", maxWidth: "32rem", padding: "0 1rem" }}>
      <h1>{t("fault.outside")}</h1>
      <p>{t("fault.outsideWords")}</p>
    </main>
  );
}
