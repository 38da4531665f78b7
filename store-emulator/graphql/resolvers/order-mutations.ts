import { setTimeout as wait } from "node:timers/promises";
import { cancelOrder } from "../../cancel-order.ts";
import { gid, idOf } from "../../ids.ts";
import type { Job } from "./job.ts";
import { userError, type Args, type Context, type Fields } from "../context.ts";

const jobDelayMs = 200;

/** Answers with a job; the order is cancelled a moment later, for good. */
function orderCancel(args: Args, context: Context): unknown {
  const { shop, emulator } = context;
  const order = shop.orders.get(idOf(args.orderId, "Order") ?? -1);
  const refuse = (message: string, code: string) => {
    const errors = [userError(["orderId"], message, code)];
    return { job: null, orderCancelUserErrors: errors, userErrors: errors };
  };
  if (!order) return refuse("Order does not exist", "NOT_FOUND");
  if (order.cancelledAt !== null) return refuse("Order has already been cancelled", "INVALID");
  if (order.lines.some((line) => line.fulfilledQuantity > 0))
    return refuse("Cannot cancel an order that has been fulfilled", "INVALID");
  const job: Job = { id: gid("Job", emulator.nextId()), done: false };
  emulator.memory.set(`job:${job.id}`, false);
  const finished = emulator.pending.begin();
  const method = args.refundMethod as { originalPaymentMethodsRefund?: boolean } | null | undefined;
  void wait(jobDelayMs).then(() => {
    const refund = args.refund === true || method?.originalPaymentMethodsRefund === true;
    // Declined by the gateway, the order stays as it was; the job is done all the same.
    if (!(refund && order.paidAt !== null && emulator.apiShape.refuseRefunds))
      cancelOrder(emulator, shop, order, { reason: String(args.reason), restock: args.restock === true, refund });
    emulator.memory.set(`job:${job.id}`, true);
    finished();
  });
  return { job, orderCancelUserErrors: [], userErrors: [] };
}

export const orderMutations: Fields<unknown> = { orderCancel: (_, args, context) => orderCancel(args, context) };
