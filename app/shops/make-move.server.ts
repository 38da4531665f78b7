import { assertExhaustive } from "../assert-exhaustive.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { leaveArrivo } from "./leave-arrivo.server.ts";
import type { MerchantMove } from "./merchant-move.ts";
import { pauseShop } from "./pause-shop.server.ts";
import { startSelling } from "./start-selling.server.ts";
import { stopBackorders } from "./stop-backorders.server.ts";

/** Carries out the merchant's word for the whole shop. `not-from-here`: somebody else has moved it since. */
export function makeMove(
  ports: Ports,
  shop: ShopDomain,
  move: MerchantMove,
): Promise<{ ok: true } | { ok: false; reason: "not-from-here" }> {
  switch (move) {
    case "start":
      return startSelling(ports, shop);
    case "pause":
      return pauseShop(ports, shop);
    case "stop":
      return stopBackorders(ports, shop);
    case "leave":
      return leaveArrivo(ports, shop);
    default:
      return assertExhaustive(move);
  }
}
