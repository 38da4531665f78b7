import type { InventoryItemGid, LocationGid, VariantGid } from "../ids.ts";
import type { Day } from "./day.ts";

/** Units still expected at a location, before anybody dates when they can leave: what becomes an inbound line. */
export interface OpenLine {
  /** `po:<id>`, or the gid of Shopify's line. */
  id: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  /** Still to come, above 0: ordered less received, closed short, and assumed to have come. */
  units: number;
  /** Arrival at the location; null: nobody knows. */
  expectedOn: Day | null;
  /** As first stated by the supplier; another than `expectedOn`: the day was moved. Null: none was. */
  statedOn: Day | null;
  /** Null where Shopify's own transfers name none. */
  supplierId: string | null;
  variantId: VariantGid | null;
  source:
    | { kind: "purchase-order"; id: string; number: string }
    | { kind: "transfer" | "shipment"; id: string; name: string };
}
