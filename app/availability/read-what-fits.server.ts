import { ShopifyThrottled } from "../errors.ts";
import type { ProductGid, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { KnownVariant } from "./known-variants.server.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import type { ReadVariant } from "./stock-port.ts";

/** Variants read between two looks at the clock: as many as one mutation publishes. */
export const sliceSize = 250;
/** What was read is published before it is old, and an event meanwhile is not kept waiting. */
const longestReadMs = 2_000;

export interface WhatFits {
  read: ReadVariant[];
  /** Those that Shopify was asked about. */
  asked: Set<VariantGid>;
  /** Those that nobody has asked about yet. */
  unread: Set<VariantGid>;
}

/**
 * Reads variants from Shopify for as long as that stays quick: a product of 2,048 variants costs a small shop minutes of
 * its points. What is left over waits for its turn.
 * @throws the errors of app/errors.ts, where nothing could be read at all
 */
export async function readWhatFits(
  ports: Ports,
  frame: LoadedFrame,
  known: ReadonlyMap<VariantGid, KnownVariant>,
  toRead: ReadonlySet<VariantGid>,
): Promise<WhatFits> {
  const admin = ports.shopify(frame.shop);
  const locations = Math.max(1, frame.locationCount);
  const endsAt = ports.clock.wallNow() + longestReadMs;
  const fits: WhatFits = { read: [], asked: new Set(), unread: new Set(toRead) };
  for (const { ids, withDetails } of slicesOf([...toRead], known)) {
    if (fits.asked.size > 0 && ports.clock.wallNow() >= endsAt) break;
    try {
      fits.read.push(...(await admin.readVariants(ids, { locations, withDetails })));
    } catch (error) {
      if (fits.asked.size > 0 && error instanceof ShopifyThrottled) break;
      throw error;
    }
    for (const id of ids) {
      fits.asked.add(id);
      fits.unread.delete(id);
    }
  }
  return fits;
}

/** A product's variants one after the other, so that few mutations publish them; what is new to us needs more details. */
function slicesOf(ids: readonly VariantGid[], known: ReadonlyMap<VariantGid, KnownVariant>) {
  const byProduct = new Map<ProductGid | undefined, VariantGid[]>();
  for (const id of ids) {
    const productId = known.get(id)?.productId;
    const siblings = byProduct.get(productId) ?? [];
    byProduct.set(productId, siblings);
    siblings.push(id);
  }
  const inOrder = [...byProduct.values()].flat();
  return [false, true].flatMap((withDetails) => {
    const wanted = inOrder.filter((id) => !known.has(id) === withDetails);
    return Array.from({ length: Math.ceil(wanted.length / sliceSize) }, (_, index) => ({
      ids: wanted.slice(index * sliceSize, (index + 1) * sliceSize),
      withDetails,
    }));
  });
}
