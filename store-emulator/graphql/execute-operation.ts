import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from "graphql";
import { adminSchema } from "./admin-schema.ts";
import { returnPoints, takePoints, throttleStatus } from "./bucket.ts";
import type { Context } from "./context.ts";
import { maxQueryCost, queryCost } from "./query-cost.ts";
import { resolveField, resolveType } from "./resolve-field.ts";

export type GraphqlBody = { query: string; variables?: Record<string, unknown> | null; operationName?: string | null };

export type Answer = { result: unknown; operation: string; cost: number | null; error: string | null };

const documents = new Map<string, DocumentNode | GraphQLError[]>();
const documentsKept = 500;

/** Parsed and validated; kept, since an app sends the same few documents again and again. */
export function checkedDocument(query: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query);
  if (known) return known;
  let checked: DocumentNode | GraphQLError[];
  try {
    const document = parse(query);
    const errors = validate(adminSchema().schema, document);
    checked = errors.length > 0 ? [...errors] : document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    checked = [error];
  }
  if (documents.size >= documentsKept) documents.clear();
  documents.set(query, checked);
  return checked;
}

function nameOf(operation: OperationDefinitionNode): string {
  const first = operation.selectionSet.selections[0];
  return operation.name?.value ?? (first?.kind === "Field" ? first.name.value : "?");
}

/** Runs one request through everything Shopify checks: syntax, schema, cost, bucket, scopes; and answers with its cost. */
export function executeOperation(context: Context, body: GraphqlBody): Answer {
  const document = checkedDocument(body.query);
  if (!("kind" in document)) return refusal("?", document);
  const operation = getOperationAST(document, body.operationName);
  if (!operation) return refusal("?", [new GraphQLError("An operation name is required")]);
  const name = nameOf(operation);
  const { schema } = adminSchema();
  const variables = body.variables ?? {};
  const requested = queryCost(schema, document, operation, variables);
  if (requested > maxQueryCost) return tooExpensive(name, requested);
  if (context.emulator.apiShape.throttle || !takePoints(context.emulator, context.shop, requested))
    return throttled(context, name, requested);
  const result = execute({
    schema,
    document,
    variableValues: variables,
    operationName: body.operationName,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  }) as ExecutionResult;
  const actual = result.data ? queryCost(schema, document, operation, variables, result.data) : 0;
  const charged = Math.min(requested, actual);
  returnPoints(context.emulator, context.shop, requested - charged);
  return {
    operation: name,
    cost: charged,
    error: result.errors?.[0]?.message ?? null,
    result: { ...result, extensions: { cost: costOf(context, requested, charged) } },
  };
}

const costOf = (context: Context, requestedQueryCost: number, actualQueryCost: number | null) => ({
  requestedQueryCost,
  actualQueryCost,
  throttleStatus: throttleStatus(context.emulator, context.shop),
});

const refusal = (operation: string, errors: readonly GraphQLError[]): Answer => ({
  operation,
  cost: null,
  error: errors[0]?.message ?? null,
  result: { errors: errors.map((error) => error.toJSON()) },
});

const tooExpensive = (operation: string, cost: number): Answer =>
  refusal(operation, [
    new GraphQLError(`Query cost is ${cost}, which exceeds the single query max cost limit (${maxQueryCost}).`, {
      extensions: {
        code: "MAX_COST_EXCEEDED",
        cost,
        maxCost: maxQueryCost,
        documentation: "https://shopify.dev/api/usage/rate-limits",
      },
    }),
  ]);

function throttled(context: Context, operation: string, requested: number): Answer {
  const error = new GraphQLError("Throttled", {
    extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
  });
  const cost = costOf(context, requested, null);
  if (context.emulator.apiShape.throttle) cost.throttleStatus.currentlyAvailable = 0;
  return {
    operation,
    cost: null,
    error: "Throttled",
    result: { errors: [error.toJSON()], extensions: { cost } },
  };
}
