import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect, useState } from "react";

const scope = "write_inventory";

/** Whether Arrivo may add to Shopify's stock, and the question for it. `isGranted` null: not known yet. */
export function useBookingScope(): { isGranted: boolean | null; ask: () => void } {
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
  const ask = useCallback(() => {
    void shopify.scopes.request([scope]).then(({ result }) => setGranted(result === "granted-all"));
  }, [shopify]);
  return { isGranted, ask };
}
