import { useTranslation } from "react-i18next";

const codes = [
  "not-tracked",
  "digital",
  "draft",
  "archived",
  "gift-card",
  "bundle-parent",
  "no-rule",
  "rule-off",
  "never",
  "not-started",
  "ended",
  "merchant-holds-policy",
] as const;

/** Why variants stay as they are, in a word or two. */
export function useStartExclusion(): (code: string) => string {
  const { t } = useTranslation("home");
  return (code) => {
    const known = codes.find((each) => each === code);
    return known === undefined ? code : t(`start.why.${known}`);
  };
}
