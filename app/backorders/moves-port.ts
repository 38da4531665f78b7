import type { LocationGid } from "../ids.ts";
import type { HoldResult } from "./holds-port.ts";

export interface MovesPort {
  /** Has these units of a fulfilment order sent from another location. */
  moveFulfillmentOrder(
    id: string,
    to: LocationGid,
    lines: readonly { id: string; units: number }[],
  ): Promise<HoldResult>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends MovesPort {}
}
