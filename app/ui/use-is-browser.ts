import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and on the browser's first page, which must be the same. */
export function useIsBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
