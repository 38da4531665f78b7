import type { VariantFacts } from "./decide-variant.ts";
import { type KnownVariant, recentReversals } from "./known-variants.server.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import { type ArrivoMetafield, readMetafield } from "./metafield.ts";
import { ruleAndSupply } from "./rule-and-supply.ts";
import type { ReadVariant } from "./stock-port.ts";

/**
 * The facts as Shopify tells them now. Null where a later Arrivo wrote the metafield: what it promised is not ours to
 * change.
 */
export function factsOfRead(
  read: ReadVariant,
  known: KnownVariant | undefined,
  frame: LoadedFrame,
): VariantFacts | null {
  if (!read.published.ok && read.published.reason === "newer") return null;
  const { product, levels } = read;
  return {
    variantId: read.variantId,
    productId: product.productId,
    variant: {
      currentPolicy: read.inventoryPolicy,
      published: publishedOf(read, known),
      eligibility: {
        isTracked: read.isTracked,
        isGiftCard: product.isGiftCard,
        requiresShipping: read.requiresShipping,
        productStatus: product.status,
        isBundleParent: read.requiresComponents,
      },
      hasBeenStocked:
        (known?.everStocked ?? new Date(product.createdAt) < frame.installedAt) ||
        levels.some(({ available }) => available > 0),
    },
    levels,
    ...ruleAndSupply(
      frame,
      {
        variantId: read.variantId,
        productId: product.productId,
        productCreatedAt: Date.parse(product.createdAt),
        vendor: product.vendor,
        type: product.productType,
        tags: product.tags,
        // Read with the collections themselves, not with each variant: a product new to us stands in none so far.
        collectionIds: known?.collectionIds ?? [],
      },
      read.inventoryItemId,
    ),
    isResumed: known?.resumedAt != null,
    putBackOwn: known?.isPutBack ? known.ownBeforeYield : null,
    reversalsToday: recentReversals(known, frame).length,
  };
}

/**
 * Shopify's own word, or, where the metafield has vanished (a reinstall takes app data along) and the policy is still the
 * one we left, our record of it: else the policy we published would pass for the merchant's own.
 */
function publishedOf(
  { published, inventoryPolicy }: ReadVariant,
  known: KnownVariant | undefined,
): ArrivoMetafield | null {
  if (published.ok) return published.metafield;
  const recorded = readMetafield(known?.metafield);
  if (recorded.ok) return recorded.metafield.policy === inventoryPolicy ? recorded.metafield : null;
  return null;
}
