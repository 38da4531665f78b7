import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { BulkOperation } from "../../state.ts";
import { cancelBulk, startBulk } from "../../bulk/run-bulk.ts";
import { connect } from "../connection.ts";
import { tagged, userError, type Context, type Fields, type ResolverMap } from "../context.ts";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { jobFields } from "./job.ts";

export const bulkById = ({ shop }: Context, id: unknown): BulkOperation | null =>
  shop.bulkOperations.find((each) => each.id === idOf(id, "BulkOperation")) ?? null;

const filters: Filters<BulkOperation> = {
  fields: {
    id: byNumber((bulk) => bulk.id),
    status: byWord((bulk) => bulk.status),
    operation_type: byWord((bulk) => bulk.type),
    created_at: byInstant((bulk) => bulk.createdAt),
  },
  text: () => false,
};

const url = (bulk: BulkOperation, { emulator }: Context) =>
  bulk.fileName === null ? null : `${emulator.url}/files/${bulk.fileName}`;

const bulk: Fields<BulkOperation> = {
  id: (bulk) => gid("BulkOperation", bulk.id),
  type: (bulk) => bulk.type,
  query: (bulk) => bulk.query,
  status: (bulk) => bulk.status,
  errorCode: (bulk) => bulk.errorCode,
  objectCount: (bulk) => bulk.objectCount,
  rootObjectCount: (bulk) => bulk.rootObjectCount,
  fileSize: (bulk) => bulk.fileSize,
  url: (bulk, _, context) => (bulk.status === "COMPLETED" ? url(bulk, context) : null),
  partialDataUrl: (bulk, _, context) =>
    bulk.status === "FAILED" || bulk.status === "CANCELED" ? url(bulk, context) : null,
  createdAt: (bulk) => graphqlInstant(bulk.createdAt),
  completedAt: (bulk) => (bulk.completedAt === null ? null : graphqlInstant(bulk.completedAt)),
};

export const bulkFields: ResolverMap = { BulkOperation: bulk, ...jobFields };

export const bulkQueries: Fields<unknown> = {
  bulkOperation: (_, args, context) => bulkById(context, args.id),
  bulkOperations: (_, args, context) =>
    connect(context.shop.bulkOperations.filter(compileSearch(args.query, filters)), args, context, {
      id: (each) => each.id,
    }),
  currentBulkOperation: (_, args, { shop }) => shop.bulkOperations.findLast((each) => each.type === args.type) ?? null,
};

export const bulkMutations: Fields<unknown> = {
  bulkOperationRunQuery: (_, args, context) => {
    const started = startBulk(context, String(args.query));
    return started.ok
      ? { bulkOperation: tagged("BulkOperation", started.bulk), userErrors: [] }
      : { bulkOperation: null, userErrors: [userError(["query"], started.message, started.code)] };
  },
  bulkOperationCancel: (_, args, context) => {
    const found = bulkById(context, args.id);
    if (!found) return { bulkOperation: null, userErrors: [userError(["id"], "Bulk operation does not exist")] };
    const isCanceling = cancelBulk(found);
    return {
      bulkOperation: found,
      userErrors: isCanceling
        ? []
        : [userError(null, `A bulk operation cannot be canceled when it is ${found.status.toLowerCase()}`)],
    };
  },
};
