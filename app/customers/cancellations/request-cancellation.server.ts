import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { LineUnits } from "./cancellation-port.ts";
import type { Money } from "./cancellation-request.ts";

export interface NewCancellation {
  /** The same key is the same cancellation, however often it is asked for. */
  key: string;
  orderId: string;
  caseId: string | null;
  lines: LineUnits[];
  source: "answer" | "silence" | "merchant";
  /** As shown to whoever asked; null: nothing was paid, or nobody was shown an amount. */
  shown: Money | null;
}

/** Notes units to be cancelled and has it done, in the caller's transaction. False: that was asked for before. */
export async function requestCancellation(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { key, shown, ...asked }: NewCancellation,
): Promise<boolean> {
  const id = crypto.randomUUID();
  const { count } = await db.cancellation.createMany({
    data: {
      shop,
      id,
      key,
      ...asked,
      lines: asked.lines.map(({ lineId, units }) => ({ lineId, units })),
      refundMinor: shown?.amountMinor ?? null,
      shippingMinor: shown?.shippingMinor ?? null,
      currency: shown?.currency ?? "",
      askedAt: new Date(await ports.clock.businessNow()),
    },
    skipDuplicates: true,
  });
  if (count > 0) await ports.queue.enqueue(db, "cancel-units", { shop, cancellationId: id });
  return count > 0;
}
