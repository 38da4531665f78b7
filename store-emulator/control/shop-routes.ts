import { generateCatalogue } from "../catalogue/generate-catalogue.ts";
import { fillBuiltInShop } from "../catalogue/fill-built-in-shop.ts";
import { importProductCsv } from "../catalogue/import-product-csv.ts";
import { findLocation } from "../find-variant.ts";
import { HttpError } from "../http.ts";
import { changeScopes, installApp, uninstallApp } from "../install-app.ts";
import { makeShop } from "../make-shop.ts";
import type { Shop, ShopPlan } from "../state.ts";
import { locationPayload } from "../webhooks/payloads.ts";
import { booleanOf, numberIn, shopOf, textOf, type Call, type Route } from "./route.ts";

const plans = ["standard", "advanced", "plus", "enterprise"];

const summary = (shop: Shop) => ({
  domain: shop.domain,
  name: shop.name,
  plan: shop.plan,
  timeZone: shop.timeZone,
  installed: shop.installation !== null,
  scopes: shop.installation?.scopes ?? [],
  products: shop.products.size,
  variants: shop.variants.size,
  orders: shop.orders.size,
  locations: [...shop.locations.values()].map(({ id, name, isActive, fulfillsOnlineOrders }) => ({
    id,
    name,
    isActive,
    fulfillsOnlineOrders,
  })),
  theme: shop.themes.find((theme) => theme.role === "MAIN") ?? null,
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

async function createShop({ emulator, body }: Call): Promise<unknown> {
  const domain = textOf(body, "domain");
  if (domain === undefined) throw new HttpError(400, "domain is missing");
  const [name, timeZone, locale, csv] = ["name", "timeZone", "locale", "catalogCsv"].map((each) => textOf(body, each));
  const [track, isEmpty, shouldInstall] = ["track", "empty", "install"].map((each) => booleanOf(body, each));
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new HttpError(400, `${timeZone} is not a time zone`);
  if (body.plan !== undefined && !plans.includes(String(body.plan)))
    throw new HttpError(400, `plan must be one of ${plans.join(", ")}`);
  const generate = (body.generate ?? null) as Record<string, unknown> | null;
  const shop = makeShop(emulator, domain, {
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(locale === undefined ? {} : { locale }),
    ...(body.plan === undefined ? {} : { plan: body.plan as ShopPlan }),
  });
  let catalogue: unknown = null;
  try {
    if (csv !== undefined) catalogue = importProductCsv(emulator, shop, csv, { track: track === true });
    else if (generate)
      catalogue = generateCatalogue(emulator, shop, {
        products: numberIn(generate, "products", 0, 200_000) ?? 0,
        variantsPerProduct: numberIn(generate, "variantsPerProduct", 1, 2048) ?? 1,
      });
    else if (isEmpty !== true) fillBuiltInShop(emulator, shop, body.catalogue === "second" ? "second" : "first");
  } catch (error) {
    // A catalogue that is refused leaves no half-made shop behind.
    emulator.shops.delete(shop.domain);
    throw error;
  }
  if (shouldInstall === true) await installApp(emulator, shop);
  return { ...summary(shop), catalogue };
}

export const shopRoutes: Route[] = [
  {
    method: "GET",
    path: "/control/shops",
    run: ({ emulator }) => [...emulator.shops.values()].map(summary),
  },
  { method: "POST", path: "/control/shops", run: createShop },
  { method: "GET", path: "/control/shops/:domain", run: (call) => summary(shopOf(call)) },
  {
    method: "DELETE",
    path: "/control/shops/:domain",
    run: (call) => {
      const shop = shopOf(call);
      call.emulator.shops.delete(shop.domain);
      call.emulator.publish({ kind: "shop", shop: shop.domain });
      return { deleted: shop.domain };
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/install",
    run: async (call) => {
      await installApp(call.emulator, shopOf(call));
      return summary(shopOf(call));
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/reinstall",
    run: async (call) => {
      const shop = shopOf(call);
      if (shop.installation) uninstallApp(call.emulator, shop);
      await installApp(call.emulator, shop);
      return summary(shop);
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/uninstall",
    run: (call) => {
      uninstallApp(call.emulator, shopOf(call));
      return summary(shopOf(call));
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/scopes",
    run: (call) => ({
      scopes: changeScopes(call.emulator, shopOf(call), {
        grant: (call.body.grant ?? []) as string[],
        revoke: (call.body.revoke ?? []) as string[],
      }),
    }),
  },
  {
    method: "POST",
    path: "/control/shops/:domain/redact",
    run: (call) => sendPrivacyRequest(call),
  },
  {
    method: "PUT",
    path: "/control/shops/:domain/locations/:location",
    run: (call) => {
      const shop = shopOf(call);
      const location = findLocation(shop, call.params.location);
      for (const name of ["isActive", "fulfillsOnlineOrders"] as const) {
        const value = call.body[name];
        if (value !== undefined && typeof value !== "boolean")
          throw new HttpError(400, `${name} must be true or false`);
        if (typeof value === "boolean") location[name] = value;
      }
      location.updatedAt = call.emulator.clock.now();
      call.emulator.publish({ kind: "shop", shop: shop.domain });
      call.emulator.sendWebhook(shop, "locations/update", () => locationPayload(shop, location));
      return summary(shop);
    },
  },
  {
    method: "PUT",
    path: "/control/shops/:domain/plan",
    run: (call) => {
      if (!plans.includes(String(call.body.plan))) throw new HttpError(400, `plan must be one of ${plans.join(", ")}`);
      const shop = shopOf(call);
      shop.plan = call.body.plan as ShopPlan;
      call.emulator.publish({ kind: "shop", shop: shop.domain });
      return summary(shop);
    },
  },
];

/** `kind`: shop (48 hours after an uninstall, as Shopify), customer, or data_request. */
function sendPrivacyRequest(call: Call): unknown {
  const shop = shopOf(call);
  const kind = call.body.kind ?? "shop";
  const base = { shop_id: shop.id, shop_domain: shop.domain };
  if (kind === "shop") {
    call.emulator.sendWebhook(shop, "shop/redact", () => base);
    return { sent: "shop/redact" };
  }
  if (kind !== "customer" && kind !== "data_request")
    throw new HttpError(400, "kind must be shop, customer or data_request");
  const customer = [...shop.customers.values()].find((each) => each.email === call.body.email);
  if (!customer) throw new HttpError(404, `${shop.domain} has no customer with the e-mail ${String(call.body.email)}`);
  const orders = [...shop.orders.values()].filter((each) => each.customerId === customer.id).map((each) => each.id);
  const named = { ...base, customer: { id: customer.id, email: customer.email, phone: null } };
  const topic = kind === "customer" ? "customers/redact" : "customers/data_request";
  call.emulator.sendWebhook(shop, topic, () => ({
    ...named,
    ...(kind === "customer" ? { orders_to_redact: orders } : { orders_requested: orders, data_request: { id: 1 } }),
  }));
  return { sent: topic };
}
