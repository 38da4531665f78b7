import { matchVariants } from "../availability/match-variants.server.ts";
import type { VariantFilter } from "../availability/variant-query.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { parsePolicyForm, type PolicyFormInput } from "./policy-form.ts";
import { targetOfRow } from "./policy-target.ts";
import type { PolicyFields } from "./policy.ts";

/** Ticked variants, or all that a filter matches. */
export type VariantSelection = { ids: VariantGid[] } | { filter: VariantFilter };

/** What many variants are given at once: the fields of the form that it has, or their own rules are taken away. */
export type VariantsEdit =
  { kind: "give"; form: Pick<PolicyFormInput, "mode" | "limit" | "eta"> } | { kind: "inherit" };

export type EditVariantsResult =
  | PolicyChangeResult
  | { ok: false; reason: "form"; errors: Record<string, PolicyFormError> }
  | { ok: false; reason: "nothing-selected" };

/**
 * Changes the variants' own rules: what each already says stays, but for the fields given. All of them or none; `isKept`
 * false only tells what would change.
 */
export async function editVariants(
  ports: Ports,
  shop: ShopDomain,
  selection: VariantSelection,
  edit: VariantsEdit,
  isKept: boolean,
): Promise<EditVariantsResult> {
  if ("ids" in selection && selection.ids.length === 0) return { ok: false, reason: "nothing-selected" };
  const gives = edit.kind === "give" ? await parse(ports, shop, edit.form) : null;
  if (gives !== null && !gives.ok) return { ok: false, reason: "form", errors: gives.errors };
  // The rules it writes may themselves be what the filter asks for, so the variants are named before anything is.
  const ids = "ids" in selection ? selection.ids : await findMatching(shop, selection.filter);
  if (ids.length === 0) return { ok: false, reason: "nothing-selected" };
  return changePolicies(
    ports,
    shop,
    {
      scope: ids,
      targets: ids.map((id) => targetOfRow("variant", id)),
      write: async (db, now) => {
        if (gives === null) {
          await db.$executeRaw`
            DELETE FROM "Policy" WHERE shop = ${shop} AND level = 'variant' AND "targetId" = ANY(${ids})`;
          return;
        }
        await db.$executeRaw`
          INSERT INTO "Policy" AS r (shop, id, level, "targetId", gives, "createdAt", "updatedAt")
          SELECT v.shop, gen_random_uuid()::text, 'variant', v."variantId", ${JSON.stringify(gives.gives)}::jsonb,
            ${now}, ${now}
          FROM "Variant" v WHERE v.shop = ${shop} AND v."variantId" = ANY(${ids})
          ON CONFLICT (shop, level, "targetId")
          DO UPDATE SET gives = r.gives || excluded.gives, "updatedAt" = excluded."updatedAt"`;
      },
    },
    isKept,
  );
}

type Parsed = { ok: true; gives: Partial<PolicyFields> } | { ok: false; errors: Record<string, PolicyFormError> };

async function parse(ports: Ports, shop: ShopDomain, form: PolicyFormInput): Promise<Parsed> {
  const now = await ports.clock.businessNow();
  const timeZone = await withShop(shop, async (db) => {
    const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    return registered.timeZone;
  });
  const today = shopMoment(now, timeZone).day;
  // Whether each variant has a limit and a date from somewhere is checked with the rules themselves.
  const result = parsePolicyForm(form, { level: "variant", today, inherits: { limit: true, eta: true } });
  if (result.ok && Object.keys(result.gives).length === 0) return { ok: false, errors: { mode: "required" } };
  return result;
}

function findMatching(shop: ShopDomain, filter: VariantFilter): Promise<string[]> {
  return withShop(shop, async (db) => {
    const rows = await db.$queryRaw<{ variantId: string }[]>`
      SELECT v."variantId" FROM "Variant" v WHERE v.shop = ${shop} AND ${matchVariants(filter)}`;
    return rows.map(({ variantId }) => variantId);
  });
}
