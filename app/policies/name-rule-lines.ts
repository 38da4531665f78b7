import { mostProblems } from "../csv/read-table.ts";
import type { PolicyFields } from "./policy.ts";
import type { RuleFileProblem, RuleLine } from "./read-rule-file.ts";

interface NamedRule {
  variantId: string;
  gives: Partial<PolicyFields>;
}

export type NamedRules = { ok: true; rules: NamedRule[] } | { ok: false; problems: RuleFileProblem[] };

/** The variants, of those found, that a file's lines name by id or, where there is none, by a SKU that only one has. */
export function nameRuleLines(
  lines: readonly RuleLine[],
  found: readonly { variantId: string; sku: string | null }[],
): NamedRules {
  const known = new Set(found.map(({ variantId }) => variantId));
  const bySku = new Map<string, string[]>();
  for (const { variantId, sku } of found) {
    if (sku === null) continue;
    const same = bySku.get(sku);
    if (same === undefined) bySku.set(sku, [variantId]);
    else same.push(variantId);
  }
  const problems: RuleFileProblem[] = [];
  const rules = new Map<string, NamedRule>();
  for (const { line, variantId, sku, gives } of lines) {
    const ofSku = variantId === null && sku !== null ? (bySku.get(sku) ?? []) : [];
    const column = variantId === null ? "sku" : "variant_id";
    const id = variantId === null ? ofSku[0] : known.has(variantId) ? variantId : undefined;
    if (id === undefined) problems.push({ line, column, error: "unknown-variant" });
    else if (ofSku.length > 1) problems.push({ line, column, error: "ambiguous-sku" });
    else if (rules.has(id)) problems.push({ line, column, error: "twice" });
    else rules.set(id, { variantId: id, gives });
  }
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, mostProblems) }
    : { ok: true, rules: [...rules.values()] };
}
