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
/**
 * A token is looked up again after this: a shop's work is hundreds of calls a second, and looking it up costs as much as
 * many of them. One that was replaced meanwhile is good until it expires; one that Shopify refuses is looked up at once.
 */
const rememberedMs = 2_000;

interface KnownShop {
  budget: ApiBudget | null;
  underWayPoints: number;
  token: { text: string; until: number } | null;
}

/** Makes clients that share one estimate of each shop's budget, so that we slow down before Shopify says so. */
export function shopifyClients({ tokens, now, pause }: ClientDependencies): (shop: ShopDomain) => ShopifyClient {
  const shops = new Map<ShopDomain, KnownShop>();
  const costs = new Map<string, number>();

  const knownOf = (shop: ShopDomain): KnownShop => {
    const known = shops.get(shop) ?? { budget: null, underWayPoints: 0, token: null };
    shops.set(shop, known);
    return known;
  };

  async function query<T>(
    shop: ShopDomain,
    document: string,
    variables: Record<string, unknown>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const operation = /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "anonymous";
    const known = knownOf(shop);
    let waitedMs = 0;
    let refused: string | null = null;
    let refusals = 0;
    const waitOrThrow = async (ms: number) => {
      if (waitedMs + ms > longestWaitMs) throw new ShopifyThrottled(ms);
      waitedMs += ms;
      metrics.shopifyWaitSeconds.inc(ms / 1000);
      await pause(ms);
    };
    for (;;) {
      const points = costs.get(operation) ?? unknownCost;
      const ahead = known.budget ? waitFor(known.budget, points, now()) : 0;
      if (ahead > 0) {
        await waitOrThrow(ahead);
        continue;
      }
      const remembered: string | null =
        refused === null && known.token !== null && now() < known.token.until ? known.token.text : null;
      const token: string = remembered ?? (await tokens.accessToken(shop, { refused }));
      if (remembered === null) known.token = { text: token, until: now() + rememberedMs };
      if (known.budget) known.budget = reserve(known.budget, points, now());
      known.underWayPoints += points;
      let answer;
      try {
        const url = `https://${shop}/admin/api/${apiVersion}/graphql.json`;
        answer = readAnswer(operation, await send(url, token, { query: document, variables }));
      } finally {
        known.underWayPoints -= points;
      }
      metrics.shopifyCalls.inc({ operation, outcome: answer.kind });
      if ("cost" in answer && answer.cost) {
        costs.set(operation, answer.cost.requestedQueryCost);
        metrics.shopifyPoints.inc({ operation }, answer.cost.actualQueryCost ?? 0);
        known.budget = budgetFrom(answer.cost.throttleStatus, known.underWayPoints, now());
      }
      switch (answer.kind) {
        case "data":
          return answer.parse(schema);
        case "throttled": {
          const estimate = known.budget ? waitFor(known.budget, costs.get(operation) ?? unknownCost, now()) : 0;
          await waitOrThrow(Math.max(answer.retryAfterMs ?? 0, estimate, 250));
          continue;
        }
        case "token-refused":
          // A token that expired or was replaced meanwhile: once more with a fresh one. Of a remembered one nobody knows
          // whether it still stood when it was sent, so that it does not count.
          known.token = null;
          if (remembered === null) refusals += 1;
          if (refusals > 1) throw new ShopUnavailable(shop, "Shopify refuses the access token");
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
    pointsPerSecond: () => knownOf(shop).budget?.restorePerSecond ?? null,
    query: (document, variables, schema) => query(shop, document, variables, schema),
    download: downloadFrom,
  });
}
