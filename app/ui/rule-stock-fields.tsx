import { Banner, BlockStack, ChoiceList, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PolicyDraft } from "../policies/policy-draft.ts";
import type { RulePage } from "../policies/load-rule-page.server.ts";
import { useFieldError } from "./field-errors.ts";
import type { RuleFieldProps } from "./rule-form.tsx";

/** When stock counts as gone: only at zero or past it, which locations, and what is kept back. */
export function RuleStockFields({
  draft,
  set,
  errors,
  isShop,
  locations,
}: RuleFieldProps & { locations: RulePage["locations"] }) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  const { kind, ids } = draft.locations;
  const isUncounted = kind === "chosen" && locations.some((each) => each.isOnline && !ids.includes(each.id));
  const setKind = (next: PolicyDraft["locations"]["kind"]) => set({ locations: { kind: next, ids } });
  return (
    <>
      <ChoiceList
        title={t("when.title")}
        choices={[
          ...(isShop ? [] : [{ label: t("when.inherit"), value: "" }]),
          { label: t("when.sold-out"), value: "sold-out" },
          { label: t("when.beyond-stock"), value: "beyond-stock", helpText: t("when.beyond-stockHelp") },
        ]}
        selected={[isShop && draft.when === "" ? "sold-out" : draft.when]}
        onChange={([when]) => set({ when: (when ?? "") as PolicyDraft["when"] })}
        error={error("when")}
      />
      <ChoiceList
        title={t("locations.title")}
        choices={[
          ...(isShop ? [] : [{ label: t("locations.inherit"), value: "" }]),
          { label: t("locations.online"), value: "online" },
          {
            label: t("locations.chosen"),
            value: "chosen",
            renderChildren: (isSelected) =>
              isSelected && (
                <BlockStack gap="200">
                  <ChoiceList
                    title={t("locations.title")}
                    titleHidden
                    allowMultiple
                    choices={locations.map(({ id, name }) => ({ label: name, value: id }))}
                    selected={ids}
                    onChange={(chosen) => set({ locations: { kind: "chosen", ids: chosen } })}
                    error={error("countedLocations")}
                  />
                  {isUncounted && <Banner tone="warning">{t("locations.uncounted")}</Banner>}
                </BlockStack>
              ),
          },
        ]}
        selected={[isShop && kind === "" ? "online" : kind]}
        onChange={([next]) => setKind((next ?? "") as PolicyDraft["locations"]["kind"])}
      />
      <TextField
        label={t("buffer.title")}
        helpText={t("buffer.help")}
        type="number"
        min={0}
        autoComplete="off"
        placeholder={isShop ? "0" : t("inheritPlaceholder")}
        value={draft.bufferUnits}
        onChange={(bufferUnits) => set({ bufferUnits })}
        error={error("bufferUnits")}
      />
    </>
  );
}
