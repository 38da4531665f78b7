import { Box } from "@shopify/polaris";
import type { ReactNode } from "react";

/** What stands on the page outside a card: on a phone cards reach the edges, words and buttons must not. */
export function OffCard({ children }: { children: ReactNode }) {
  return <Box paddingInline={{ xs: "400", sm: "0" }}>{children}</Box>;
}
