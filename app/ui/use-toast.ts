import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

/** Says `words` once for each new answer of the server. */
export function useToast(answer: unknown, words: string | null, isError = false): void {
  const shopify = useAppBridge();
  const told = useRef<unknown>(undefined);
  useEffect(() => {
    if (answer === undefined || words === null || told.current === answer) return;
    told.current = answer;
    shopify.toast.show(words, { isError });
  }, [answer, words, isError, shopify]);
}
