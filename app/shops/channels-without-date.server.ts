import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

export interface ChannelsWithoutDate {
  names: string[];
  /** `orders`: Shopify does not let us read the channels, so these are the ones that orders of late came from. */
  from: "channels" | "orders";
}

/** Our block stands on the Online Store's product pages: everywhere else a variant is sold with no date to be seen. */
const withBlock = "online_store";

export async function channelsWithoutDate(ports: Ports, shop: ShopDomain): Promise<ChannelsWithoutDate> {
  const channels = await ports.shopify(shop).readSalesChannels();
  if (channels !== null) {
    const others = channels.filter(({ handle }) => handle.replaceAll("-", "_") !== withBlock);
    return { names: others.map(({ name }) => name), from: "channels" };
  }
  const rows = await withShop(shop, (db) =>
    db.orderLine.findMany({
      where: { shop, source: { not: "web" } },
      distinct: ["channel"],
      select: { channel: true },
    }),
  );
  return { names: rows.flatMap(({ channel }) => channel ?? []), from: "orders" };
}
