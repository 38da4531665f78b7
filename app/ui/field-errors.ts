import { useTranslation } from "react-i18next";
import type { PolicyFormError } from "../policies/policy-form-error.ts";
import type { SettingsFormError } from "../shops/settings-form.ts";

export type FieldErrors = Record<string, PolicyFormError | SettingsFormError>;

/** The words for a field's error; undefined where there is none, as Polaris wants it. */
export function useFieldError(errors: FieldErrors): (field: string) => string | undefined {
  const { t } = useTranslation();
  return (field) => {
    const code = errors[field];
    return code === undefined ? undefined : t(`field.${code}`);
  };
}
