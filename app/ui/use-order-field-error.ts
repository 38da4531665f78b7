import { useTranslation } from "react-i18next";
import { type OrderError, orderErrors, type OrderFormError } from "../supply/purchase-orders/order-form-error.ts";

/** The words for an order's field; undefined where nothing is wrong with it, as Polaris wants it. */
export function useOrderFieldError(errors: Record<string, OrderFormError>): (field: string) => string | undefined {
  const { t } = useTranslation(["orders", "common"]);
  return (field) => {
    const code = errors[field];
    if (code === undefined) return undefined;
    return isOurs(code) ? t(`field.${code}`) : t(`common:field.${code}`);
  };
}

function isOurs(code: OrderFormError): code is OrderError {
  return orderErrors.some((each) => each === code);
}
