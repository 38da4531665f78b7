import { z } from "zod";
import { ShopifyRejected, ShopifyUnreachable } from "../errors.ts";
import type { RawAnswer } from "./send.server.ts";

const costSchema = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }),
});
const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string(),
      z.array(
        z.object({
          message: z.string(),
          path: z.array(z.union([z.string(), z.number()])).nullish(),
          extensions: z.object({ code: z.string().optional() }).nullish(),
        }),
      ),
    ])
    .nullish(),
  // Anything but the documented shape is as good as none: the budget is then left alone.
  extensions: z
    .object({ cost: costSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
});

type Cost = z.infer<typeof costSchema>;

export type Answer =
  | { kind: "data"; cost: Cost | null; parse<T>(schema: z.ZodType<T>): T }
  | { kind: "throttled"; cost: Cost | null; retryAfterMs: number | null }
  | { kind: "token-refused" }
  | { kind: "unavailable"; why: string }
  | { kind: "error"; cost: Cost | null; error: ShopifyRejected | ShopifyUnreachable };

/** What an answer of the Admin API means, by its status and its top-level errors. */
export function readAnswer(operation: string, { status, retryAfterSeconds, body }: RawAnswer): Answer {
  if (status === 401) return { kind: "token-refused" };
  if (status === 429) return { kind: "throttled", cost: null, retryAfterMs: (retryAfterSeconds ?? 1) * 1000 };
  const why = unavailable[status];
  if (why) return { kind: "unavailable", why };
  if (status >= 500 || status === 408)
    return failed(new ShopifyUnreachable(`${operation}: Shopify answered ${status}`));
  const parsed = bodySchema.safeParse(body);
  // A 200 whose body is not what GraphQL answers comes from something between us and Shopify.
  if (!parsed.success || (parsed.data.data === undefined && !parsed.data.errors))
    return failed(new ShopifyUnreachable(`${operation}: the answer (${status}) is not GraphQL`));
  const { data, errors, extensions } = parsed.data;
  const cost = extensions?.cost ?? null;
  if (typeof errors === "string")
    return failed(new ShopifyRejected(operation, [{ field: null, message: errors }]), cost);
  const codes = errors?.map((error) => error.extensions?.code) ?? [];
  if (codes.includes("THROTTLED")) return { kind: "throttled", cost, retryAfterMs: null };
  if (codes.includes("INTERNAL_SERVER_ERROR") || codes.includes("TIMEOUT"))
    return failed(new ShopifyUnreachable(`${operation}: Shopify reports ${codes.join(", ")}`), cost);
  if (errors && errors.length > 0) {
    const userErrors = errors.map((error) => ({
      field: error.path?.map(String) ?? null,
      message: error.message,
      code: error.extensions?.code ?? null,
    }));
    return failed(new ShopifyRejected(operation, userErrors), cost);
  }
  if (status >= 400)
    return failed(new ShopifyRejected(operation, [{ field: null, message: `status ${status}` }]), cost);
  return { kind: "data", cost, parse: (schema) => parseData(operation, data, schema) };
}

const unavailable: Record<number, string> = {
  402: "the shop is frozen until it pays Shopify",
  403: "Shopify forbids it",
  404: "the shop does not exist",
  423: "Shopify has locked the shop",
};

const failed = (error: ShopifyRejected | ShopifyUnreachable, cost: Cost | null = null): Answer => ({
  kind: "error",
  cost,
  error,
});

function parseData<T>(operation: string, data: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new ShopifyRejected(
    operation,
    result.error.issues.slice(0, 5).map((issue) => ({
      field: issue.path.map(String),
      message: `unexpected answer: ${issue.message}`,
    })),
  );
}
