import { ChoiceList, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFieldError } from "./field-errors.ts";
import type { RuleFieldProps } from "./rule-form.tsx";

/** From when to when, and what happens once the told window has passed. */
export function RuleScheduleFields({ draft, set, errors, isShop }: RuleFieldProps) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  const { schedule, sellsPastWindow } = draft;
  const day = (field: "startsOn" | "endsOn") => (
    <TextField
      label={t(`schedule.${field}`)}
      type="date"
      autoComplete="off"
      value={schedule[field]}
      onChange={(value) => set({ schedule: { ...schedule, isOwn: true, [field]: value } })}
      error={error(`schedule.${field}`)}
    />
  );
  return (
    <>
      <ChoiceList
        title={t("schedule.title")}
        choices={[
          { label: isShop ? t("schedule.always") : t("schedule.inherit"), value: "" },
          {
            label: t("schedule.own"),
            value: "own",
            renderChildren: (isSelected) =>
              isSelected && (
                <FormLayout>
                  <FormLayout.Group condensed>
                    {day("startsOn")}
                    {day("endsOn")}
                  </FormLayout.Group>
                </FormLayout>
              ),
          },
        ]}
        selected={[schedule.isOwn ? "own" : ""]}
        onChange={([kind]) => set({ schedule: { ...schedule, isOwn: kind === "own" } })}
      />
      <ChoiceList
        title={t("pastWindow.title")}
        choices={[
          ...(isShop ? [] : [{ label: t("pastWindow.inherit"), value: "" }]),
          { label: t("pastWindow.no"), value: "no" },
          { label: t("pastWindow.yes"), value: "yes" },
        ]}
        selected={[isShop && sellsPastWindow === "" ? "no" : sellsPastWindow]}
        onChange={([value]) => set({ sellsPastWindow: value === "yes" || value === "no" ? value : "" })}
      />
    </>
  );
}
