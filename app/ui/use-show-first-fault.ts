import { useEffect } from "react";

/** After a save that was refused, goes to the first field that needs a look: the button pressed stands far from it. */
export function useShowFirstFault(errors: object): void {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const field = document.querySelector<HTMLElement>('[aria-invalid="true"], .Polaris-InlineError');
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  }, [errors]);
}
