import { inject } from "vitest";

export interface SeenVariant {
  id: string;
  handle: string;
  sku: string | null;
  title: string;
  inventoryPolicy: "DENY" | "CONTINUE";
  available: number;
  tracked: boolean;
  metafields: { $app?: { arrivo?: { state: string; policy: string; own: string; left: number | null } } };
}

/** The emulator's control API, as the person at Shopify's side of things. */
export async function control<Answer = unknown>(
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${inject("demo").emulatorUrl}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  // Justified cast: the control API's own contract (store-emulator/README.md).
  return answer as Answer;
}

export async function variantBySku(shop: string, sku: string): Promise<SeenVariant> {
  const [variant] = await control<SeenVariant[]>("GET", `shops/${shop}/variants?sku=${encodeURIComponent(sku)}`);
  if (!variant) throw new Error(`${shop} has no SKU ${sku}`);
  return variant;
}

export const allVariants = (shop: string) => control<SeenVariant[]>("GET", `shops/${shop}/variants`);

/** No webhook, retry or job is waiting any more. */
export const untilIdle = () => control("GET", "idle");
