import { BlockStack, Card, Checkbox, ChoiceList, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { holdRules } from "../../backorders/backorder-settings.ts";
import { holdScope } from "../../backorders/order-reach.ts";
import type { HoldRule } from "../../backorders/backorder-settings.ts";
import { Access } from "../../ui/access.tsx";
import { PriorityPreviewButton } from "./priority-preview.tsx";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

const holdScopes = [holdScope];
const tagScopes = ["write_orders"];
const customerScopes = ["read_customers"];

/** What is done to orders that wait: holds, places and tags. By default nothing. */
export function WaitingSection(props: SectionProps) {
  const { t } = useTranslation("settings");
  const { draft, set, error } = props;
  return (
    <SettingsSection title={t("orders.title")} description={t("orders.help")}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            <ChoiceList
              title={t("orders.holds")}
              choices={holdRules.map((value) => ({
                label: t(`orders.hold.${value}`),
                helpText: t(`orders.hold.${value}-help`),
                value,
              }))}
              selected={[draft.holds]}
              onChange={([holds]) => set({ holds: holds as HoldRule })}
              error={error("holds")}
            />
            <TextField
              label={t("orders.shipComplete")}
              helpText={t("orders.shipCompleteHelp")}
              autoComplete="off"
              value={draft.shipCompleteTags}
              onChange={(shipCompleteTags) => set({ shipCompleteTags })}
              error={error("shipCompleteTags")}
            />
            {(draft.holds !== "none" || draft.shipCompleteTags.trim() !== "") && (
              <Access scopes={holdScopes} why={t("orders.access.holds")} />
            )}
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <TextField
              label={t("orders.priority")}
              helpText={t("orders.priorityHelp")}
              autoComplete="off"
              value={draft.priorityTags}
              onChange={(priorityTags) => set({ priorityTags })}
              error={error("priorityTags")}
            />
            {draft.priorityTags.trim() !== "" && <Access scopes={customerScopes} why={t("orders.access.customers")} />}
            <TextField
              label={t("orders.unpaidDays")}
              helpText={t("orders.unpaidDaysHelp")}
              type="number"
              min={0}
              max={60}
              autoComplete="off"
              value={draft.unpaidDays}
              onChange={(unpaidDays) => set({ unpaidDays })}
              error={error("unpaidDays")}
            />
            <PriorityPreviewButton priorityTags={draft.priorityTags} unpaidDays={draft.unpaidDays} />
          </BlockStack>
        </Card>
        <TagsCard {...props} />
      </BlockStack>
    </SettingsSection>
  );
}

function TagsCard({ draft: { orderTags }, set, error }: SectionProps) {
  const { t } = useTranslation("settings");
  const field = (name: "waiting" | "ready") => (
    <TextField
      label={t(`orders.tag.${name}`)}
      autoComplete="off"
      value={orderTags[name]}
      onChange={(value) => set({ orderTags: { ...orderTags, [name]: value } })}
      error={error(`orderTags.${name}`)}
    />
  );
  return (
    <Card>
      <BlockStack gap="400">
        <Checkbox
          label={t("orders.tags")}
          helpText={t("orders.tagsHelp")}
          checked={orderTags.isOn}
          onChange={(isOn) => set({ orderTags: { ...orderTags, isOn } })}
        />
        {orderTags.isOn && (
          <>
            <FormLayout>
              <FormLayout.Group>
                {field("waiting")}
                {field("ready")}
              </FormLayout.Group>
            </FormLayout>
            <Access scopes={tagScopes} why={t("orders.access.tags")} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
