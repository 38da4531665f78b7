import type { LocationGid } from "../ids.ts";
import type { Day, ShipWindow } from "./day.ts";

/** Units expected at a location: a line of a purchase order, transfer or shipment that is still open. */
export interface InboundLine {
  id: string;
  locationId: LocationGid;
  /** Still to come, above 0. */
  units: number;
  /** Orders the lines: what is expected first covers who waits first. */
  expectedOn: Day;
  /** When units of it can leave again: arrival, the supplier's lateness and handling. Null: nobody knows. */
  window: ShipWindow | null;
}
