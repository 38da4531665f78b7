import { type Control, controlOf } from "./control-of.ts";

interface Purchase {
  lines: { sku: string; quantity: number }[];
  email: string;
  country: string;
  locale: string;
  /** By default it is. */
  paid?: boolean;
}

/**
 * What is sold out and wanted: most of it on its way, some of it overdue, some by the usual wait alone; by shoppers of
 * several countries, one of whom has not paid yet.
 */
const purchases: Purchase[] = [
  { lines: [{ sku: "HAR-SID-PLA-INK", quantity: 4 }], email: "rosie@example.com", country: "GB", locale: "en" },
  { lines: [{ sku: "HAR-SID-PLA-INK", quantity: 2 }], email: "jonas@example.com", country: "DE", locale: "de" },
  {
    lines: [
      { sku: "HAR-SID-PLA-INK", quantity: 1 },
      { sku: "HEA-MAT", quantity: 2 },
    ],
    email: "walter@example.com",
    country: "US",
    locale: "en",
  },
  { lines: [{ sku: "LAR-BUT-DIS-INK", quantity: 1 }], email: "finn@example.com", country: "GB", locale: "en" },
  { lines: [{ sku: "LAR-BUT-DIS-INK", quantity: 1 }], email: "grace@example.com", country: "US", locale: "en" },
  { lines: [{ sku: "GAL-WOO-JUM-L-OAT", quantity: 1 }], email: "camille@example.com", country: "FR", locale: "fr" },
  {
    lines: [{ sku: "GAL-WOO-JUM-S-INK", quantity: 1 }],
    email: "oliver@example.com",
    country: "GB",
    locale: "en",
    paid: false,
  },
  { lines: [{ sku: "LIC-FLO-CUS-LIC", quantity: 2 }], email: "isla@example.com", country: "GB", locale: "en" },
  { lines: [{ sku: "HEA-FIR-TON", quantity: 1 }], email: "lena@example.com", country: "DE", locale: "de" },
  { lines: [{ sku: "HEA-FIR-TON", quantity: 1 }], email: "astrid@example.com", country: "SE", locale: "sv" },
  { lines: [{ sku: "GAL-RAI-JAC-L-OCH", quantity: 1 }], email: "henry@example.com", country: "US", locale: "en" },
  { lines: [{ sku: "RAM-RUC-CLA", quantity: 2 }], email: "daan@example.com", country: "NL", locale: "nl" },
  { lines: [{ sku: "MOO-WAL-BOO-43", quantity: 1 }], email: "marta@example.com", country: "ES", locale: "es" },
];

/** What has come back to the shelf since: one order is ready to go, of another a part. */
const restocks = [
  { sku: "LAR-BUT-DIS-INK", delta: 1 },
  { sku: "HAR-SID-PLA-INK", delta: 1 },
];

/** Taken by telephone before there was Arrivo, beyond the stock, as Shopify lets a person do. */
const oldOrders = [
  { sku: "SKE-SER-BOW", quantity: 1, email: "amelia@example.com", daysAgo: 12 },
  { sku: "SKE-SER-BOW", quantity: 2, email: "arthur@example.com", daysAgo: 9 },
  { sku: "ORC-BIR-BAT", quantity: 1, email: "edith@example.com", daysAgo: 6 },
];

/** Before the app is installed. */
export async function buyBeforeArrivo(shop: string, control: Control): Promise<void> {
  const { now } = (await control("clock")) as { now: string };
  for (const { sku, quantity, email, daysAgo } of oldOrders)
    await control(`shops/${shop}/orders`, {
      lines: [{ sku, quantity }],
      email,
      country: "GB",
      source: "draft",
      placedAt: new Date(new Date(now).getTime() - daysAgo * 86_400_000).toISOString(),
    });
}

interface FoundVariant {
  id: string;
  handle: string;
}

/**
 * A morning's trade in the demo's first shop: each shopper reads the product page, and takes along what it says, as the
 * page's own form would. Those whose order stands already buy no more: the last start was interrupted.
 */
export async function buyInFirstShop(emulatorUrl: string, shop: string): Promise<void> {
  const control = controlOf(emulatorUrl);
  const find = async (sku: string) => {
    const [variant] = (await control(`shops/${shop}/variants?sku=${encodeURIComponent(sku)}`)) as FoundVariant[];
    if (variant === undefined) throw new Error(`The first shop has no ${sku}.`);
    return variant;
  };
  const placed = (await control(`shops/${shop}/orders`)) as { email: string | null }[];
  const left = purchases.filter(({ email }) => !placed.some((order) => order.email === email));
  if (left.length === 0) return;
  // The pages must sell what is sold out.
  await control("idle");
  for (const { lines, ...purchase } of left) {
    const withWords = await Promise.all(
      lines.map(async (line) => ({ ...line, properties: await readPage(emulatorUrl, shop, await find(line.sku)) })),
    );
    await control(`shops/${shop}/orders`, { ...purchase, lines: withWords });
  }
  await control("idle");
  for (const restock of restocks) await control(`shops/${shop}/stock`, restock);
  await control("idle");
}

/** The properties that a product page's form adds to the cart. */
async function readPage(emulatorUrl: string, shop: string, { id, handle }: FoundVariant): Promise<object> {
  const address = `${emulatorUrl}/store/${shop}/products/${handle}?variant=${id.split("/").at(-1) ?? ""}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  const html = await response.text();
  const fields = html.matchAll(/<input type="hidden" name="properties\[([^\]]+)\]" value="([^"]*)"([^>]*)>/g);
  return Object.fromEntries(
    [...fields].flatMap(([, name = "", value = "", rest = ""]) =>
      rest.includes("disabled") ? [] : [[unescape(name), unescape(value)]],
    ),
  );
}

function unescape(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
