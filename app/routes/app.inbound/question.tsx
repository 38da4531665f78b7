import { BlockStack, Button, ButtonGroup, Divider, Text } from "@shopify/polaris";
import type { IncomingBody } from "./route.tsx";

interface Choice {
  label: string;
  body: IncomingBody;
}

export interface Asked {
  id: string;
  title: string;
  why: string;
  choices: readonly [Choice, Choice];
}

interface Props {
  asked: Asked;
  onAnswer: (body: IncomingBody) => void;
  /** What was pressed and is under way. */
  pressed: IncomingBody | null;
}

/** One thing that only the merchant knows, with its two answers. */
export function Question({ asked: { title, why, choices }, onAnswer, pressed }: Props) {
  const isPressed = (body: IncomingBody) => JSON.stringify(body) === JSON.stringify(pressed);
  return (
    <BlockStack gap="300">
      <Divider />
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {why}
        </Text>
      </BlockStack>
      <ButtonGroup>
        {choices.map(({ label, body }) => (
          <Button
            key={label}
            loading={isPressed(body)}
            disabled={pressed !== null && !isPressed(body)}
            onClick={() => onAnswer(body)}
          >
            {label}
          </Button>
        ))}
      </ButtonGroup>
    </BlockStack>
  );
}
