import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { execute, parse, type DocumentNode, type ExecutionResult } from "graphql";
import { adminSchema } from "../graphql/admin-schema.ts";
import type { Context } from "../graphql/context.ts";
import { resolveField, resolveType } from "../graphql/resolve-field.ts";
import { gid } from "../ids.ts";
import { webhookInstant } from "../instants.ts";
import type { BulkOperation } from "../state.ts";
import { planBulk, type BulkPlan, type Nested } from "./bulk-plan.ts";

const atOnce = 5;
const chunkSize = 250;

type Json = Record<string, unknown>;

export type StartedBulk = { ok: true; bulk: BulkOperation } | { ok: false; message: string; code: string };

const isActive = ({ status }: BulkOperation): boolean =>
  status === "CREATED" || status === "RUNNING" || status === "CANCELING";

/** Starts a bulk query and answers at once; its result is written to a file as it is read, and a webhook says the end. */
export function startBulk(context: Context, query: string): StartedBulk {
  const { shop, emulator } = context;
  const planned = planBulk(query);
  if (!planned.ok) return { ok: false, message: planned.message, code: "INVALID" };
  if (shop.bulkOperations.filter(isActive).length >= atOnce)
    return { ok: false, message: `At most ${atOnce} bulk query operations can run at once.`, code: "LIMIT_REACHED" };
  const bulk: BulkOperation = {
    id: emulator.nextId(),
    type: "QUERY",
    query,
    status: "CREATED",
    errorCode: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: null,
    fileName: null,
    createdAt: emulator.clock.now(),
    completedAt: null,
  };
  shop.bulkOperations.push(bulk);
  emulator.isDirty = true;
  const done = emulator.pending.begin();
  void run({ ...context, isBulk: true }, bulk, planned.plan)
    .catch((error: unknown) => {
      console.error(error);
      bulk.errorCode = "INTERNAL_SERVER_ERROR";
    })
    .then(() => finish(context, bulk))
    .finally(done);
  return { ok: true, bulk };
}

export function cancelBulk(bulk: BulkOperation): boolean {
  if (bulk.status !== "CREATED" && bulk.status !== "RUNNING") return false;
  bulk.status = "CANCELING";
  return true;
}

function read(context: Context, document: DocumentNode, variableValues: Json = {}): ExecutionResult {
  return execute({
    schema: adminSchema().schema,
    document,
    variableValues,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  }) as ExecutionResult;
}

async function run(context: Context, bulk: BulkOperation, plan: BulkPlan): Promise<void> {
  await breathe();
  if (bulk.status === "CREATED") bulk.status = "RUNNING";
  const roots = read(context, parse(plan.rootQuery));
  if (failed(bulk, roots)) return;
  const ids = (roots.data![plan.rootKey] as { nodes: { id: string }[] }).nodes.map((node) => node.id);
  const fileName = `${randomUUID()}.jsonl`;
  const file = createWriteStream(join(context.emulator.filesDir, fileName));
  const chunkDocument = parse(plan.chunkQuery);
  try {
    for (let from = 0; from < ids.length && bulk.status === "RUNNING"; from += chunkSize) {
      const chunk = read(context, chunkDocument, { ids: ids.slice(from, from + chunkSize) });
      if (failed(bulk, chunk)) break;
      const lines: string[] = [];
      // A node that was deleted meanwhile is simply no longer there.
      for (const node of chunk.data!.nodes as (Json | null)[]) if (node) writeNode(node, plan.nested, null, lines);
      bulk.rootObjectCount = Math.min(ids.length, from + chunkSize);
      bulk.objectCount += lines.length;
      if (!file.write(`${lines.join("\n")}\n`)) await once(file, "drain");
      await breathe();
    }
  } finally {
    await close(file);
  }
  bulk.fileSize = file.bytesWritten;
  bulk.fileName = bulk.objectCount > 0 ? fileName : null;
}

function failed(bulk: BulkOperation, result: ExecutionResult): boolean {
  const error = result.errors?.[0];
  if (!error) return false;
  bulk.errorCode = error.extensions.code === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
  if (bulk.errorCode === "INTERNAL_SERVER_ERROR") console.error(`bulk operation ${bulk.id}: ${error.message}`);
  return true;
}

/** A node's line, then the lines of its connections' nodes, which name it as their parent. */
function writeNode(node: Json, nested: Nested[], parentId: string | null, lines: string[]): void {
  const children = nested.map((each) => ({ each, nodes: takeOut(node, each) }));
  lines.push(JSON.stringify(parentId === null ? node : { ...node, __parentId: parentId }));
  for (const { each, nodes } of children)
    for (const child of nodes) writeNode(child, each.nested, String(node.id), lines);
}

function takeOut(node: Json, { path, viaEdges, nodesKey }: Nested): Json[] {
  let holder: Json | null = node;
  for (const key of path.slice(0, -1)) holder = (holder?.[key] as Json | null | undefined) ?? null;
  const last = path.at(-1)!;
  const connection = holder?.[last] as Json | null | undefined;
  if (!holder || !connection) return [];
  delete holder[last];
  return viaEdges === null
    ? (connection[nodesKey] as Json[])
    : (connection[viaEdges] as Json[]).map((edge) => edge[nodesKey] as Json);
}

async function close(file: WriteStream): Promise<void> {
  const closed = once(file, "close");
  file.end();
  await closed;
}

function finish({ emulator, shop }: Context, bulk: BulkOperation): void {
  bulk.status = bulk.errorCode !== null ? "FAILED" : bulk.status === "CANCELING" ? "CANCELED" : "COMPLETED";
  bulk.completedAt = emulator.clock.now();
  emulator.isDirty = true;
  emulator.sendWebhook(shop, "bulk_operations/finish", () => ({
    admin_graphql_api_id: gid("BulkOperation", bulk.id),
    completed_at: webhookInstant(bulk.completedAt!, shop.timeZone),
    created_at: webhookInstant(bulk.createdAt, shop.timeZone),
    error_code: bulk.errorCode?.toLowerCase() ?? null,
    status: bulk.status.toLowerCase(),
    type: bulk.type.toLowerCase(),
  }));
}
