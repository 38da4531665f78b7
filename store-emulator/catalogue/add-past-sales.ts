import type { Emulator } from "../emulator.ts";
import { variantById } from "../find-variant.ts";
import { fulfilOrder } from "../fulfil-order.ts";
import { placeOrder } from "../place-order.ts";
import { setStock } from "../set-stock.ts";
import type { Shop } from "../state.ts";

const dayMs = 24 * 3_600_000;
const daysBack = 45;

/**
 * A month and a half of ordinary trade: orders paid and sent, for about half of the variants, some of them more wanted
 * than others. What is sold was received before, so that the stock stays what the catalogue says.
 */
export function addPastSales(emulator: Emulator, shop: Shop): void {
  const [warehouse] = shop.locations.values();
  if (!warehouse) return;
  const now = emulator.clock.now();
  for (const [place, id] of [...shop.variants.keys()].entries()) {
    const found = variantById(shop, id);
    if (!found || !found.item.tracked || found.product.status !== "ACTIVE" || place % 2 === 1) continue;
    const orders = [1, 3, 2, 5, 1, 8, 2][place % 7] ?? 1;
    for (let count = 0; count < orders; count += 1) {
      const quantity = 1 + ((place + count) % 3 === 0 ? 1 : 0);
      setStock(emulator, shop, found, warehouse, { delta: quantity });
      const placed = placeOrder(emulator, shop, {
        lines: [{ found, quantity }],
        email: `shopper${place}-${count}@example.com`,
        isPaid: true,
        placedAt: now - (1 + ((place * 7 + count * 11) % daysBack)) * dayMs,
      });
      if (placed.ok) fulfilOrder(emulator, shop, placed.order);
    }
  }
}
