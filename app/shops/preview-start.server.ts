import { Prisma } from "@prisma/client";
import { decideVariant, type VariantDecision } from "../availability/decide-variant.ts";
import { factsOfKnown, type KnownVariant, loadKnownVariants } from "../availability/known-variants.server.ts";
import { loadShopFrame, withSupply } from "../availability/load-shop-frame.server.ts";
import type { InventoryPolicy } from "../availability/metafield.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

interface PreviewedChange {
  variantId: string;
  displayName: string;
  from: InventoryPolicy;
  to: InventoryPolicy;
  state: string;
  availableUnits: number;
}

export interface StartPreview {
  ok: true;
  /** Variants that change in Shopify, by what of them does. */
  changes: { total: number; switchedOn: number; switchedOff: number; datedOnly: number };
  examples: PreviewedChange[];
  /** Variants that a rule covers and that stay as they are for now: in stock, most of them. */
  covered: number;
  /** Variants that nothing is done with, by why. */
  exclusions: { code: string; variants: number }[];
}

const pageSize = 1_000;
const mostExamples = 10;

/**
 * Exactly what "Start selling" would write, from what was last read. The decision is the one that the one path makes.
 * `only`: a condition on `v` ("Variant"), for a preview of some.
 */
export async function previewStart(
  ports: Ports,
  shop: ShopDomain,
  only: Prisma.Sql = Prisma.sql`true`,
): Promise<StartPreview | { ok: false; reason: "unknown-shop" }> {
  const now = await ports.clock.businessNow();
  const loaded = await withShop(shop, async (db) => {
    const bare = await loadShopFrame(db, shop, now);
    return bare && withSupply(db, bare, null);
  });
  if (loaded === null) return { ok: false, reason: "unknown-shop" };
  const frame = { ...loaded, state: "selling" as const };
  const preview: StartPreview = {
    ok: true,
    changes: { total: 0, switchedOn: 0, switchedOff: 0, datedOnly: 0 },
    examples: [],
    covered: 0,
    exclusions: [],
  };
  const excluded = new Map<string, number>();
  let page: KnownVariant[];
  let after = "";
  do {
    const where = Prisma.sql`v."variantId" > ${after} AND ${only}`;
    page = await withShop(shop, (db) => loadKnownVariants(db, shop, where, pageSize), { timeoutMs: 30_000 });
    for (const known of page) add(preview, excluded, known, decideVariant(factsOfKnown(known, frame), frame));
    after = page.at(-1)?.variantId ?? after;
  } while (page.length === pageSize);
  preview.exclusions = [...excluded]
    .map(([code, variants]) => ({ code, variants }))
    .sort((one, other) => other.variants - one.variants);
  return preview;
}

function add(
  preview: StartPreview,
  excluded: Map<string, number>,
  { variantId, displayName, inventoryPolicy }: KnownVariant,
  { availability, publication }: VariantDecision,
): void {
  const { reason } = availability;
  if (publication.kind === "publish") {
    const { policy } = publication;
    preview.changes.total += 1;
    preview.changes[policy === inventoryPolicy ? "datedOnly" : policy === "CONTINUE" ? "switchedOn" : "switchedOff"] +=
      1;
    if (preview.examples.length < mostExamples) {
      const { state, availableUnits } = availability;
      preview.examples.push({ variantId, displayName, from: inventoryPolicy, to: policy, state, availableUnits });
    }
    return;
  }
  const code = exclusionOf(reason);
  if (code === null) preview.covered += 1;
  else excluded.set(code, (excluded.get(code) ?? 0) + 1);
}

/** Null where a rule is at work and there is nothing to write yet. */
function exclusionOf(reason: VariantDecision["availability"]["reason"]): string | null {
  switch (reason.code) {
    case "not-eligible":
      return reason.why;
    case "no-rule":
    case "rule-off":
    case "never":
    case "not-started":
    case "ended":
    case "merchant-holds-policy":
      return reason.code;
    default:
      return null;
  }
}
