import { z } from "zod";
import { ShopifyRejected } from "../errors.ts";
import { parseGid } from "../ids.ts";

type GidType = Parameters<typeof parseGid>[0];

/** A global id of that type, branded at this edge. */
export function gidOf<Type extends GidType>(type: Type) {
  return z.string().transform((text, context): NonNullable<ReturnType<typeof parseGid<Type>>> => {
    const id = parseGid(type, text);
    if (id !== null) return id;
    context.addIssue({ code: "custom", message: `is not the id of a ${type}` });
    return z.NEVER;
  });
}

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

/** Shopify's counts come as text where they may pass 32 bits. */
export const count = z.coerce.number();

export const userErrors = z.array(
  z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() }),
);

/** @throws ShopifyRejected when there are any. */
export function refuseUserErrors(operation: string, errors: z.infer<typeof userErrors>): void {
  if (errors.length === 0) return;
  throw new ShopifyRejected(
    operation,
    errors.map(({ field, message, code }) => ({ field: field ?? null, message, code: code ?? null })),
  );
}

/** The filter of Shopify's search for what changed since. */
export function updatedSince(since: Date): string {
  return `updated_at:>='${since.toISOString()}'`;
}
