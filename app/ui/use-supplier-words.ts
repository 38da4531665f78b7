import { useTranslation } from "react-i18next";
import type { SupplierFormError, SupplierFormErrors } from "../supply/suppliers/supplier-form-error.ts";

/** The words for what is wrong with a field of a supplier or its terms. */
export function useSupplierWords(): (error: SupplierFormError) => string {
  const { t } = useTranslation(["suppliers", "common"]);
  return (error) => {
    switch (error) {
      case "not-an-email":
      case "not-an-amount":
      case "not-a-currency":
      case "not-a-country":
      case "no-working-day":
      case "name-taken":
        return t(`fault.${error}`);
      default:
        return t(`common:field.${error}`);
    }
  };
}

/** The same by field; undefined where nothing is wrong, as Polaris wants it. A list's own, or that of the first in it. */
export function useSupplierFault(errors: SupplierFormErrors): (field: string) => string | undefined {
  const words = useSupplierWords();
  return (field) => {
    const key = Object.keys(errors).find((each) => each === field || each.startsWith(`${field}.`));
    const error = key === undefined ? undefined : errors[key];
    return error === undefined ? undefined : words(error);
  };
}
