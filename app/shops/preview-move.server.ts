import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type ChannelsWithoutDate, channelsWithoutDate } from "./channels-without-date.server.ts";
import type { MerchantMove } from "./merchant-move.ts";
import { previewRestore, type RestorePreview } from "./preview-restore.server.ts";
import { previewStart, type StartPreview } from "./preview-start.server.ts";

export type MovePreview =
  { kind: "start"; start: StartPreview; channels: ChannelsWithoutDate } | { kind: "restore"; restore: RestorePreview };

/** What the merchant is told before a move: exactly what it will change. */
export async function previewMove(ports: Ports, shop: ShopDomain, move: MerchantMove): Promise<MovePreview> {
  if (move !== "start") return { kind: "restore", restore: await previewRestore(shop) };
  const [start, channels] = await Promise.all([previewStart(ports, shop), channelsWithoutDate(ports, shop)]);
  if (!start.ok) throw new Error(`${shop} is not registered`);
  return { kind: "start", start, channels };
}
