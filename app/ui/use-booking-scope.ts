import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect, useState } from "react";

const scope = "write_inventory";

/** Whether Arrivo may add to Shopify's stock, and the question for it, with its answer. `isGranted` null: not known yet. */
export function useBookingScope(): { isGranted: boolean | null; ask: () => Promise<boolean> } {
  const shopify = useAppBridge();
  const [isGranted, setGranted] = useState<boolean | null>(null);
  useEffect(() => {
    let isHere = true;
    void shopify.scopes.query().then(({ granted }) => {
      if (isHere) setGranted(granted.includes(scope));
    });
    return () => {
      isHere = false;
    };
  }, [shopify]);
  const ask = useCallback(async () => {
    const { result } = await shopify.scopes.request([scope]);
    setGranted(result === "granted-all");
    return result === "granted-all";
  }, [shopify]);
  return { isGranted, ask };
}
