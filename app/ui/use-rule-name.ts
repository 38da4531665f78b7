import { useTranslation } from "react-i18next";
import type { PolicyLevel } from "../policies/policy.ts";
import { plainName } from "./plain-name.ts";

/** What a rule names, as people say it; of something that is gone without a name, only that it is gone. */
export function useRuleName() {
  const { t } = useTranslation("rules");
  return ({ level, name }: { level: PolicyLevel; name: string }): string => {
    if (level === "shop") return t("level.shop");
    return name === "" ? t(`gone.${level}`) : plainName(name);
  };
}
