import { z } from "zod";
import type { BulkState, StartedBulk } from "../shops/catalogue-port.ts";
import { count, refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadBulk, StartBulk } from "./documents/bulk.ts";

const started = z.object({
  bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }).nullable(), userErrors }),
});
const state = z.object({
  bulkOperation: z
    .object({
      status: z.enum(["CREATED", "RUNNING", "COMPLETED", "CANCELING", "CANCELED", "FAILED", "EXPIRED"]),
      errorCode: z.string().nullable(),
      objectCount: count,
      fileSize: count.nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
});

/** Shopify runs five at once for a shop: another app of ours, or an earlier try, may still hold the places. */
const busyCodes = new Set(["LIMIT_REACHED", "OPERATION_IN_PROGRESS"]);

export async function startBulk(client: ShopifyClient, query: string): Promise<StartedBulk> {
  const { bulkOperationRunQuery: answer } = await client.query(StartBulk, { query }, started);
  if (answer.bulkOperation) return { ok: true, bulkOperationId: answer.bulkOperation.id };
  if (answer.userErrors.some(({ code }) => busyCodes.has(code ?? ""))) return { ok: false, reason: "too-many-at-once" };
  refuseUserErrors("StartBulk", answer.userErrors);
  return { ok: false, reason: "too-many-at-once" };
}

export async function readBulkState(client: ShopifyClient, id: string): Promise<BulkState> {
  const { bulkOperation } = await client.query(ReadBulk, { id }, state);
  // Shopify forgets a bulk operation after seven days.
  if (bulkOperation === null) return { status: "failed", code: "GONE" };
  const { status, errorCode, objectCount, fileSize, url } = bulkOperation;
  switch (status) {
    case "CREATED":
    case "RUNNING":
      return { status: "running", objectCount };
    case "COMPLETED":
      return { status: "done", url, objectCount, sizeBytes: fileSize ?? 0 };
    default:
      return { status: "failed", code: errorCode ?? status };
  }
}
