import { useTranslation } from "react-i18next";

/** Who did it. Shopify tells an app a staff member's number, and no name without asking for personal data. */
export function useStaff(): (by: string) => string {
  const { t } = useTranslation("waiting");
  return (by) => (by === "" ? t("staff.unknown") : t("staff.number", { number: by }));
}
