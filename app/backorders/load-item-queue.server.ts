import { withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { Day, ShipWindow } from "../supply/day.ts";
import { placesOf } from "./compare-queues.ts";
import type { PromisePart } from "./promise-part.ts";
import { queueOfItem } from "./queue-of-item.server.ts";
import { readItemQueues } from "./read-item-queues.server.ts";

export interface QueueRow {
  lineId: string;
  orderId: string;
  orderName: string;
  placedAt: number;
  units: number;
  allocatedUnits: number;
  /** Among those that still wait, from 1; null: stock covers all of it. */
  place: number | null;
  /** Who gets what from where. */
  parts: PromisePart[];
  window: ShipWindow | null;
  givenTo: Day | null;
  isPriority: boolean;
  override: "first" | "last" | null;
}

export interface ItemQueuePage {
  inventoryItemId: InventoryItemGid;
  variantId: string;
  displayName: string;
  rows: QueueRow[];
  lineCount: number;
  waitingUnits: number;
  page: number;
  pages: number;
}

const pageSize = 50;

/** Who is served in which order, and from what. Null: nobody waits for the item. */
export async function loadItemQueue(
  ports: Ports,
  shop: ShopDomain,
  itemId: InventoryItemGid,
  wantedPage: number,
): Promise<ItemQueuePage | null> {
  const now = await ports.clock.businessNow();
  return withShop(
    shop,
    async (db) => {
      const read = (await readItemQueues(db, shop, now, [itemId])).get(itemId);
      if (read === undefined) return null;
      const { queue, windowsOf } = queueOfItem(read.frame, read.variant, read.waiting);
      const dated = windowsOf(queue);
      const places = placesOf(dated);
      const pages = Math.max(1, Math.ceil(dated.length / pageSize));
      const page = Math.min(Math.max(1, wantedPage), pages);
      const shown = dated.slice((page - 1) * pageSize, page * pageSize);
      const orders = await db.ledgerOrder.findMany({
        where: { shop, orderId: { in: shown.map(({ line }) => line.orderId) } },
        select: { orderId: true, name: true },
      });
      const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
      return {
        inventoryItemId: itemId,
        variantId: read.variant.variantId,
        displayName: read.variant.displayName,
        lineCount: dated.length,
        waitingUnits: dated.reduce((sum, { line }) => sum + line.units - allocatedOf(line), 0),
        page,
        pages,
        rows: shown.map(({ line, parts, window }) => ({
          lineId: line.lineId,
          orderId: line.orderId,
          orderName: names.get(line.orderId) ?? "",
          placedAt: line.placedAt,
          units: line.units,
          allocatedUnits: allocatedOf(line),
          place: places.get(line.lineId)?.place ?? null,
          parts,
          window,
          givenTo: line.promise?.givenTo ?? null,
          isPriority: line.isPriority,
          override: line.override,
        })),
      };
    },
    { timeoutMs: 30_000 },
  );
}

const allocatedOf = ({ places }: { places: readonly { allocated: number }[] }) =>
  places.reduce((sum, { allocated }) => sum + allocated, 0);
