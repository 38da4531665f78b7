import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Page, type PageProps } from "@shopify/polaris";
import type { ReactNode } from "react";
import { ShopStateBadge } from "./shop-state-badge.tsx";

type Props = Pick<PageProps, "backAction" | "primaryAction" | "secondaryActions" | "subtitle" | "fullWidth"> & {
  title: string;
  children: ReactNode;
};

/** A page of the admin: its title in Shopify's bar too, and the shop's state beside it. */
export function ArrivoPage({ title, children, ...page }: Props) {
  return (
    <Page title={title} titleMetadata={<ShopStateBadge />} {...page}>
      <TitleBar title={title} />
      <BlockStack gap="400">{children}</BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
