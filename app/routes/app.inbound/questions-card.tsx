import { BlockStack, Card, Text } from "@shopify/polaris";
import { Question, type Asked } from "./question.tsx";
import type { IncomingBody } from "./route.tsx";

interface Props {
  title: string;
  why: string;
  questions: readonly Asked[];
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** Things of one kind that only the merchant knows. */
export function QuestionsCard({ title, why, questions, ...answering }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p">{why}</Text>
        </BlockStack>
        {questions.map((asked) => (
          <Question key={asked.id} asked={asked} {...answering} />
        ))}
      </BlockStack>
    </Card>
  );
}
