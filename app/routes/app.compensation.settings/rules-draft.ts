import type { Benefit } from "../../customers/compensation/benefit.ts";
import type { CompensationSettings } from "../../customers/compensation/compensation-settings.ts";
import { amountText, parseAmount } from "../../supply/purchase-orders/order-amount.ts";

export type BenefitKind = Benefit["kind"];

/** A benefit as it is typed: percent or amount. */
export interface BenefitDraft {
  kind: BenefitKind;
  value: string;
}

export interface RuleDraft {
  id: string;
  overDays: string;
  fromOrder: string;
  customerTag: string;
  fromNumber: string;
  gives: BenefitDraft;
}

/** The form as it is typed. */
export interface RulesDraft {
  isOn: boolean;
  isAutomatic: boolean;
  budget: string;
  validDays: string;
  rules: RuleDraft[];
  reward: { isOn: boolean; gives: BenefitDraft; validDays: string; words: Record<string, string> };
}

const benefitDraft = (benefit: Benefit, currency: string): BenefitDraft => {
  switch (benefit.kind) {
    case "percent":
      return { kind: benefit.kind, value: String(benefit.percent) };
    case "present":
      return { kind: benefit.kind, value: "" };
    case "free-shipping":
      return { kind: benefit.kind, value: amountText(benefit.upToMinor, currency) };
    default:
      return { kind: benefit.kind, value: amountText(benefit.amountMinor, currency) };
  }
};

export function draftOf(settings: CompensationSettings, currency: string): RulesDraft {
  const { isOn, isAutomatic, budgetMinor, validDays, rules, reward } = settings;
  return {
    isOn,
    isAutomatic,
    budget: budgetMinor === 0 ? "" : amountText(budgetMinor, currency),
    validDays: String(validDays),
    rules: rules.map((rule) => ({
      id: rule.id,
      overDays: String(rule.overDays),
      fromOrder: rule.fromOrderMinor === null ? "" : amountText(rule.fromOrderMinor, currency),
      customerTag: rule.customerTag,
      fromNumber: String(rule.fromNumber),
      gives: benefitDraft(rule.gives, currency),
    })),
    reward: {
      isOn: reward.isOn,
      gives: benefitDraft(reward.gives, currency),
      validDays: String(reward.validDays),
      words: reward.words,
    },
  };
}

/** What is no number is one out of bounds: the server says so. */
const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : -1);

function benefitOf({ kind, value }: BenefitDraft, currency: string) {
  const amount = parseAmount(value, currency) ?? -1;
  switch (kind) {
    case "percent":
      return { kind, percent: whole(value) };
    case "present":
      return { kind };
    case "free-shipping":
      return { kind, upToMinor: amount };
    default:
      return { kind, amountMinor: amount };
  }
}

export function rulesOf(rules: readonly RuleDraft[], currency: string) {
  return rules.map(({ id, overDays, fromOrder, customerTag, fromNumber, gives }) => ({
    id,
    overDays: whole(overDays),
    fromOrderMinor: fromOrder.trim() === "" ? null : (parseAmount(fromOrder, currency) ?? -1),
    customerTag,
    fromNumber: whole(fromNumber),
    gives: benefitOf(gives, currency),
  }));
}

/** As the action takes it. */
export function inputOf({ budget, validDays, rules, reward, ...switches }: RulesDraft, currency: string) {
  return {
    ...switches,
    budgetMinor: budget.trim() === "" ? 0 : (parseAmount(budget, currency) ?? -1),
    validDays: whole(validDays),
    rules: rulesOf(rules, currency),
    reward: { ...reward, gives: benefitOf(reward.gives, currency), validDays: whole(reward.validDays) },
  };
}
