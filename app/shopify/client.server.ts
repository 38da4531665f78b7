import type { z } from "zod";
import type { ShopDomain } from "../ids.ts";
import { ShopifyThrottled, ShopUnavailable } from "../errors.ts";
import { metrics } from "../metrics.server.ts";
import { type ApiBudget, budgetFrom, reserve, waitFor } from "./api-budget.ts";
import { apiVersion } from "./api-version.ts";
import { downloadFrom, type DownloadOptions } from "./download.server.ts";
import { readAnswer } from "./read-answer.ts";
import { send } from "./send.server.ts";
import type { TokenStore } from "./token-store.server.ts";

/** Shopify's Admin API for one shop. What throws is one of app/errors.ts; `userErrors` are the adapters' business. */
export interface ShopifyClient {
  shop: ShopDomain;
  /** API points that the shop wins back each second; null before its first answer to this process. */
  pointsPerSecond(): number | null;
  /**
   * One GraphQL operation.
   * @throws ShopifyThrottled, ShopifyUnreachable, ShopUnavailable, or ShopifyRejected for top-level errors and for an
   *   answer of another shape than `schema`.
   */
  query<T>(document: string, variables: Record<string, unknown>, schema: z.ZodType<T>): Promise<T>;
  /**
   * The result of a bulk operation, from `fromByte` on.
   * @throws ShopifyUnreachable; ShopifyRejected when the address is no longer valid (7 days).
   */
  download(url: string, options?: DownloadOptions): Promise<ReadableStream<Uint8Array>>;
}

export interface ClientDependencies {
  tokens: TokenStore;
  /** Wall time in epoch milliseconds. */
  now(): number;
  pause(ms: number): Promise<void>;
}

/**
 * Longest wait for API points inside one call; beyond it the job is put off instead of holding a worker. The dearest query
 * (1,000 points) must be affordable on the smallest plan (100 a second), or its job would be put off for ever.
 */
const longestWaitMs = 12_000;
/** Points assumed for a document that was never sent: about one page of a list. */
const unknownCost = 50;

interface ShopBudget {
  budget: ApiBudget | null;
  underWayPoints: number;
}

/** Makes clients that share one estimate of each shop's budget, so that we slow down before Shopify says so. */
export function shopifyClients({ tokens, now, pause }: ClientDependencies): (shop: ShopDomain) => ShopifyClient {
  const budgets = new Map<ShopDomain, ShopBudget>();
  const costs = new Map<string, number>();

  const budgetOf = (shop: ShopDomain): ShopBudget => {
    const known = budgets.get(shop) ?? { budget: null, underWayPoints: 0 };
    budgets.set(shop, known);
    return known;
  };

  async function query<T>(
    shop: ShopDomain,
    document: string,
    variables: Record<string, unknown>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const operation = /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "anonymous";
    const budget = budgetOf(shop);
    let waitedMs = 0;
    let refused: string | null = null;
    const waitOrThrow = async (ms: number) => {
      if (waitedMs + ms > longestWaitMs) throw new ShopifyThrottled(ms);
      waitedMs += ms;
      metrics.shopifyWaitSeconds.inc(ms / 1000);
      await pause(ms);
    };
    for (;;) {
      const points = costs.get(operation) ?? unknownCost;
      const ahead = budget.budget ? waitFor(budget.budget, points, now()) : 0;
      if (ahead > 0) {
        await waitOrThrow(ahead);
        continue;
      }
      const token = await tokens.accessToken(shop, { refused });
      if (budget.budget) budget.budget = reserve(budget.budget, points, now());
      budget.underWayPoints += points;
      let answer;
      try {
        const url = `https://${shop}/admin/api/${apiVersion}/graphql.json`;
        answer = readAnswer(operation, await send(url, token, { query: document, variables }));
      } finally {
        budget.underWayPoints -= points;
      }
      metrics.shopifyCalls.inc({ operation, outcome: answer.kind });
      if ("cost" in answer && answer.cost) {
        costs.set(operation, answer.cost.requestedQueryCost);
        metrics.shopifyPoints.inc({ operation }, answer.cost.actualQueryCost ?? 0);
        budget.budget = budgetFrom(answer.cost.throttleStatus, budget.underWayPoints, now());
      }
      switch (answer.kind) {
        case "data":
          return answer.parse(schema);
        case "throttled": {
          const estimate = budget.budget ? waitFor(budget.budget, costs.get(operation) ?? unknownCost, now()) : 0;
          await waitOrThrow(Math.max(answer.retryAfterMs ?? 0, estimate, 250));
          continue;
        }
        case "token-refused":
          // A token that expired or was replaced meanwhile: once more with a fresh one.
          if (refused !== null) throw new ShopUnavailable(shop, "Shopify refuses the access token");
          refused = token;
          continue;
        case "unavailable":
          throw new ShopUnavailable(shop, answer.why);
        case "error":
          throw answer.error;
      }
    }
  }

  return (shop) => ({
    shop,
    pointsPerSecond: () => budgetOf(shop).budget?.restorePerSecond ?? null,
    query: (document, variables, schema) => query(shop, document, variables, schema),
    download: downloadFrom,
  });
}
