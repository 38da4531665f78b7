import { createHash } from "node:crypto";
import { GraphQLError, Kind, type FieldNode } from "graphql";
import type { Context, UserError } from "./context.ts";

/** Mutations that Shopify refuses without `@idempotent(key:)` since 2026-04; the schema does not say so. */
const idempotentMutations = new Set([
  "refundCreate",
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
]);

type Remembered = { fingerprint: string; result: unknown };

const keysKept = 10_000;

export function idempotencyKey(field: FieldNode, variables: Record<string, unknown>): string | null {
  const value = field.directives
    ?.find((directive) => directive.name.value === "idempotent")
    ?.arguments?.find((argument) => argument.name.value === "key")?.value;
  if (value?.kind === Kind.STRING) return value.value;
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === "string" ? given : null;
}

/** Runs a mutation once for a key: the same key and input give the first answer again, another input is refused. */
export function runOnce(
  context: Context,
  mutation: string,
  key: string | null,
  args: unknown,
  run: () => unknown,
): unknown {
  if (key === null || key === "") {
    if (!idempotentMutations.has(mutation)) return run();
    throw new GraphQLError(`The @idempotent directive is required for this mutation but was not provided.`, {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  const name = `idempotent:${context.shop.domain}`;
  const remembered = (context.emulator.memory.get(name) as Map<string, Remembered> | undefined) ?? new Map();
  context.emulator.memory.set(name, remembered);
  const fingerprint = createHash("sha256")
    .update(`${mutation}${JSON.stringify(args)}`)
    .digest("hex");
  const before = remembered.get(key);
  if (before) {
    if (before.fingerprint === fingerprint) return before.result;
    const error: UserError = {
      field: null,
      message: "The idempotency key was used before with other parameters.",
      code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
    };
    return { userErrors: [error] };
  }
  const result = run();
  remembered.set(key, { fingerprint, result });
  const oldest = remembered.size > keysKept ? remembered.keys().next().value : undefined;
  if (oldest !== undefined) remembered.delete(oldest);
  return result;
}
