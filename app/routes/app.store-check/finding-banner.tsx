import type { SerializeFrom } from "@remix-run/node";
import { Banner, type BannerProps, BlockStack } from "@shopify/polaris";
import type { Finding } from "../../shops/store-check.server.ts";
import type { CheckBody } from "./route.tsx";
import { useFindingWords } from "./use-finding-words.ts";
import { useMend } from "./use-mend.ts";

export type ShownFinding = SerializeFrom<Finding>;

const tones: Record<Finding["code"], BannerProps["tone"]> = {
  "missed-webhooks": "warning",
  "drift-found": "info",
  "stuck-items": "warning",
  "failed-task": "critical",
  "theme-block-missing": "warning",
  "theme-not-visible": "info",
  "shopify-silent": "critical",
  "location-mismatch": "warning",
  "limit-cannot-bind": "warning",
  "rule-names-gone": "warning",
  "suspected-double": "warning",
  "assumed-receipt": "warning",
  "ledger-difference": "warning",
  "could-move": "info",
};

/** Worth knowing, and nothing is wrong. */
export const isNote = ({ code }: ShownFinding): boolean => tones[code] === "info";

interface Props {
  finding: ShownFinding;
  names: Record<string, string>;
  themeEditorUrl: string;
  onMend: (body: CheckBody) => void;
  /** What was pressed and is under way. */
  pressed: CheckBody | null;
}

/** One finding: what is wrong, why, and the button that mends it. */
export function FindingBanner({ finding, names, themeEditorUrl, onMend, pressed }: Props) {
  const { title, why } = useFindingWords(finding, names);
  const { body, other, ...action } = useMend(finding, themeEditorUrl, onMend);
  const isPressed = body !== undefined && JSON.stringify(body) === JSON.stringify(pressed);
  return (
    <Banner
      tone={tones[finding.code]}
      title={title}
      action={{ ...action, loading: isPressed }}
      {...(other === undefined ? {} : { secondaryAction: other })}
    >
      <BlockStack gap="100">
        {why.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </BlockStack>
    </Banner>
  );
}
