import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect, useState } from "react";

/** Which of these optional scopes are missing, and the question for them, with its answer. `missing` null: not known yet. */
export function useScopes(wanted: readonly string[]): { missing: string[] | null; ask: () => Promise<boolean> } {
  const shopify = useAppBridge();
  const [granted, setGranted] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let isHere = true;
    void shopify.scopes.query().then((answer) => {
      if (isHere) setGranted(answer.granted);
    });
    return () => {
      isHere = false;
    };
  }, [shopify]);
  const missing = granted === null ? null : wanted.filter((scope) => !granted.includes(scope));
  const ask = useCallback(async () => {
    const { result, detail } = await shopify.scopes.request([...wanted]);
    setGranted(detail.granted);
    return result === "granted-all";
  }, [shopify, wanted]);
  return { missing, ask };
}
