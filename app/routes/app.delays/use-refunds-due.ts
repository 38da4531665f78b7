import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { Money } from "../../customers/cancellations/cancellation-request.ts";
import type { QuotedRefunds } from "../app.delays_.refunds.tsx";

/** The refunds that are due, by case, as far as Shopify has told them yet. */
export function useRefundsDue(isWanted: boolean): Readonly<Record<string, Money>> {
  const { load, data } = useFetcher<QuotedRefunds>();
  useEffect(() => {
    if (isWanted) load("/app/delays/refunds");
  }, [load, isWanted]);
  return data?.refunds ?? {};
}
