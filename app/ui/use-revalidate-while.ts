import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Asks again for the page's data while something is under way and somebody is looking. */
export function useRevalidateWhile(isUnderWay: boolean, everyMs = 1_500): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearTimeout(timer);
  }, [isUnderWay, everyMs, state, revalidate]);
}
