import { z } from "zod";
import { InfrastructureError } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import { withShop } from "../../db.server.ts";
import type { Ports } from "../../ports.ts";
import { orderFile } from "./order-file.ts";
import { loadPurchaseOrder, type OrderPage } from "./load-purchase-order.server.ts";

/** The mail as the merchant has it before them, and may have changed. */
export interface OrderMailInput {
  to: string;
  subject: string;
  text: string;
}

type OrderMailError = "required" | "not-an-address" | "too-long";

export type SendOrderResult =
  | { ok: true; to: string }
  /** `no-mailer`: this installation sends no mail. `not-taken`: the mail server refused it, or gave no answer. */
  | { ok: false; reason: "gone" | "no-mailer" | "not-taken" }
  | { ok: false; reason: "form"; errors: Partial<Record<keyof OrderMailInput, OrderMailError>> };

const longest = { subject: 200, text: 5_000 };

/** Mails an order to its supplier with the file attached: only ever what the merchant has read and sent. */
export async function sendPurchaseOrder(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  input: OrderMailInput,
): Promise<SendOrderResult> {
  const order = await loadPurchaseOrder(ports, shop, id);
  if (order === null) return { ok: false, reason: "gone" };
  if (!ports.mailer.isConfigured) return { ok: false, reason: "no-mailer" };
  const errors = mailErrors(input);
  if (Object.keys(errors).length > 0) return { ok: false, reason: "form", errors };
  const to = input.to.trim();
  try {
    await ports.mailer.send({
      to,
      subject: input.subject.trim(),
      text: input.text,
      attachments: [
        { filename: `${order.number}.csv`, content: purchaseOrderFile(order), contentType: "text/csv; charset=utf-8" },
      ],
    });
  } catch (error) {
    if (error instanceof InfrastructureError) return { ok: false, reason: "not-taken" };
    throw error;
  }
  const mailedAt = new Date(await ports.clock.businessNow());
  await withShop(shop, (db) =>
    // Not another version: what the order says is the same.
    db.purchaseOrder.updateMany({ where: { shop, id }, data: { mailedAt, mailedTo: to } }),
  );
  return { ok: true, to };
}

/** The order as the file that a supplier gets. */
export function purchaseOrderFile(order: OrderPage): string {
  return orderFile({ ...order, supplierName: order.supplier.name, locationName: order.location.name });
}

function mailErrors({ to, subject, text }: OrderMailInput) {
  const errors: Partial<Record<keyof OrderMailInput, OrderMailError>> = {};
  if (to.trim() === "") errors.to = "required";
  else if (!z.email().max(254).safeParse(to.trim()).success) errors.to = "not-an-address";
  if (subject.trim() === "") errors.subject = "required";
  // A line's end in a subject would begin another header.
  else if (subject.length > longest.subject || /[\r\n]/.test(subject)) errors.subject = "too-long";
  if (text.trim() === "") errors.text = "required";
  else if (text.length > longest.text) errors.text = "too-long";
  return errors;
}
