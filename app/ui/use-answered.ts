import type { FetcherWithComponents } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** Runs `act` once for each answer of the server. */
export function useAnswered<Data>(fetcher: FetcherWithComponents<Data>, act: (data: Data) => void): void {
  const { data, state } = fetcher;
  const acted = useRef<unknown>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (state !== "idle" || data === undefined || acted.current === data) return;
    acted.current = data;
    latest.current(data);
  }, [data, state]);
}
