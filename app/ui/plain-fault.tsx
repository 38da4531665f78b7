import { useTranslation } from "react-i18next";

/** The last resort: the page's own frame failed, so nothing but words stands here. */
export function PlainFault() {
  const { t } = useTranslation();
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", margin: "4rem auto", maxWidth: "32rem", padding: "0 1rem" }}>
      <h1>{t("fault.title")}</h1>
      <p>{t("fault.plain")}</p>
    </main>
  );
}
