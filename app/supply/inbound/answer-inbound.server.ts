import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { type AssumedAnswerResult, confirmAssumed, undoAssumed } from "./answer-assumed.server.ts";
import { linkInboundLine, type LinkResult } from "./link-inbound-line.server.ts";

/** What the merchant says of a suspected double, or of what is assumed to have come. `lineId` as InboundLine.id. */
export type InboundSaying =
  | { intent: "link-double"; lineId: string; orderLineId: string }
  | { intent: "no-double" | "confirm-assumed" | "undo-assumed"; lineId: string };

export function answerInbound(
  ports: Ports,
  shop: ShopDomain,
  saying: InboundSaying,
): Promise<LinkResult | AssumedAnswerResult> {
  switch (saying.intent) {
    case "link-double":
      return linkInboundLine(ports, shop, saying.lineId, { is: "same", orderLineId: saying.orderLineId });
    case "no-double":
      return linkInboundLine(ports, shop, saying.lineId, { is: "other" });
    case "confirm-assumed":
      return confirmAssumed(ports, shop, saying.lineId);
    case "undo-assumed":
      return undoAssumed(ports, shop, saying.lineId);
  }
}
