import { BlockStack, InlineStack, Text } from "@shopify/polaris";

/** Figures with their names, one a line. */
export function FactList({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <BlockStack as="ul" gap="150">
      {facts.map(([name, value]) => (
        <li key={name} style={{ listStyle: "none" }}>
          <InlineStack align="space-between" gap="400" wrap={false}>
            <Text as="span" tone="subdued">
              {name}
            </Text>
            <Text as="span" alignment="end" numeric>
              {value}
            </Text>
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}
