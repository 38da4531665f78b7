import { findLocation, findVariant } from "../find-variant.ts";
import { HttpError } from "../http.ts";
import { gid, idOf } from "../ids.ts";
import { webhookInstant } from "../instants.ts";
import { cancelTransfer, makeTransfer, markReady } from "../make-transfer.ts";
import { receiveTransfer } from "../receive-transfer.ts";
import { setArrival, shipTransfer } from "../ship-transfer.ts";
import type { Shop } from "../state.ts";
import { shipmentsOf } from "../transfer-figures.ts";
import { type InventoryTransfer, unreceived } from "../transfer-state.ts";
import { booleanOf, integer, list, shopOf, textOf, type Call, type Route } from "./route.ts";

function transferView(shop: Shop, transfer: InventoryTransfer) {
  const sku = (itemId: number) => shop.inventoryItems.get(itemId)?.sku ?? null;
  return {
    id: gid("InventoryTransfer", transfer.id),
    name: transfer.name,
    status: transfer.status,
    origin: transfer.originId === null ? null : (shop.locations.get(transfer.originId)?.name ?? null),
    destination: shop.locations.get(transfer.destinationId)?.name ?? null,
    lines: transfer.lines.map((line) => ({ sku: sku(line.inventoryItemId), quantity: line.quantity })),
    shipments: shipmentsOf(shop, transfer).map((shipment) => ({
      id: gid("InventoryShipment", shipment.id),
      name: shipment.name,
      status: shipment.status,
      arrivesAt: shipment.arrivesAt === null ? null : webhookInstant(shipment.arrivesAt, shop.timeZone),
      lines: shipment.lines.map((line) => ({
        sku: sku(line.inventoryItemId),
        quantity: line.quantity,
        unreceived: unreceived(line),
      })),
    })),
  };
}

/** A transfer by id, gid or name (`#T0001` or `T0001`). */
function transferOf(call: Call): InventoryTransfer {
  const shop = shopOf(call);
  const wanted = call.params.id ?? "";
  const id = idOf(wanted, "InventoryTransfer");
  const transfer =
    (id === null ? undefined : shop.transfers.get(id)) ??
    [...shop.transfers.values()].find((each) => each.name === wanted || each.name === `#${wanted}`);
  if (!transfer) throw new HttpError(404, `${shop.domain} has no transfer ${wanted}`);
  return transfer;
}

/** Noon of that day on the shop's clock; null where it is null, undefined where it is not named. */
function arrivalOf({ body }: Call, shop: Shop): number | null | undefined {
  if (body.arrivesOn === null) return null;
  const day = textOf(body, "arrivesOn");
  if (day === undefined) return undefined;
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T12:00:00Z`) : NaN;
  if (Number.isNaN(noon)) throw new HttpError(400, "arrivesOn must be a day such as 2027-03-12");
  return Date.parse(`${day}T12:00:00${webhookInstant(noon, shop.timeZone).slice(19)}`);
}

function unitsOf(shop: Shop, body: Record<string, unknown>) {
  if (body.lines === undefined) return null;
  return list(body, "lines").map((line) => ({
    inventoryItemId: findVariant(shop, line).item.id,
    quantity: integer(line, "quantity"),
    rejected: line.rejected === undefined ? 0 : integer(line, "rejected"),
  }));
}

function make(call: Call): unknown {
  const shop = shopOf(call);
  const { body } = call;
  const transfer = makeTransfer(call.emulator, shop, {
    origin: body.origin === undefined || body.origin === null ? null : findLocation(shop, body.origin),
    destination: findLocation(shop, body.destination),
    lines: list(body, "lines").map((line) => ({
      found: findVariant(shop, line),
      quantity: integer(line, "quantity"),
    })),
    arrivesAt: arrivalOf(call, shop) ?? null,
  });
  if (booleanOf(body, "ready") === true) markReady(call.emulator, shop, transfer);
  return transferView(shop, transfer);
}

/** A call on one transfer, answered with what it is then. */
const on = (path: string, act: (call: Call, shop: Shop, transfer: InventoryTransfer) => void): Route => ({
  method: "POST",
  path: `/control/shops/:domain/transfers/:id/${path}`,
  run: (call) => {
    const [shop, transfer] = [shopOf(call), transferOf(call)];
    act(call, shop, transfer);
    return transferView(shop, transfer);
  },
});

export const transferRoutes: Route[] = [
  {
    method: "GET",
    path: "/control/shops/:domain/transfers",
    run: (call) => [...shopOf(call).transfers.values()].map((each) => transferView(shopOf(call), each)),
  },
  { method: "POST", path: "/control/shops/:domain/transfers", run: make },
  {
    method: "GET",
    path: "/control/shops/:domain/transfers/:id",
    run: (call) => transferView(shopOf(call), transferOf(call)),
  },
  on("ready", ({ emulator }, shop, transfer) => markReady(emulator, shop, transfer)),
  on("cancel", ({ emulator }, shop, transfer) => cancelTransfer(emulator, shop, transfer)),
  on("ship", (call, shop, transfer) => {
    const arrivesAt = arrivalOf(call, shop);
    const units = unitsOf(shop, call.body);
    shipTransfer(call.emulator, shop, transfer, { units, ...(arrivesAt === undefined ? {} : { arrivesAt }) });
  }),
  on("receive", (call, shop, transfer) => {
    const units = unitsOf(shop, call.body);
    const received = units?.map(({ quantity, ...each }) => ({ ...each, accepted: quantity })) ?? null;
    receiveTransfer(call.emulator, shop, transfer, received);
  }),
  on("arrival", (call, shop, transfer) => {
    const arrivesAt = arrivalOf(call, shop);
    if (arrivesAt === undefined) throw new HttpError(400, "arrivesOn is missing");
    setArrival(call.emulator, shop, transfer, arrivesAt);
  }),
];
