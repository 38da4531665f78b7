import { setTimeout as pause } from "node:timers/promises";
import { getClock } from "./clock.server.ts";
import { dnsOf } from "./dns.server.ts";
import { getEnv } from "./env.server.ts";
import { getBoss } from "./jobs/boss.server.ts";
import { bossQueue } from "./jobs/queue.server.ts";
import { smtpMailer } from "./mailer.server.ts";
import { smtpNoticeMailer } from "./notice-mailer.server.ts";
import type { Ports, ShopAdmin } from "./ports.ts";
import { appDataAdapter } from "./shopify/app-data-adapter.server.ts";
import { cancellationAdapter } from "./shopify/cancellation-adapter.server.ts";
import { catalogueAdapter } from "./shopify/catalogue-adapter.server.ts";
import { collectionsAdapter } from "./shopify/collections-adapter.server.ts";
import { type ShopifyClient, shopifyClients } from "./shopify/client.server.ts";
import { holdsAdapter } from "./shopify/holds-adapter.server.ts";
import { compensationAdapter } from "./shopify/compensation-adapter.server.ts";
import { customersAdapter } from "./shopify/customers-adapter.server.ts";
import { inboundAdapter } from "./shopify/inbound-adapter.server.ts";
import { orderProofAdapter } from "./shopify/order-proof-adapter.server.ts";
import { movesAdapter } from "./shopify/moves-adapter.server.ts";
import { ordersAdapter } from "./shopify/orders-adapter.server.ts";
import { getTokenStore } from "./shopify/sessions.server.ts";
import { shipToAdapter } from "./shopify/ship-to-adapter.server.ts";
import { shopFactsAdapter } from "./shopify/shop-facts-adapter.server.ts";
import { stockAdapter } from "./shopify/stock-adapter.server.ts";
import { stockBookingAdapter } from "./shopify/stock-booking-adapter.server.ts";
import { themeAdapter } from "./shopify/theme-adapter.server.ts";

/** Every room's part of the Shopify port and what implements it: one line each. */
export function shopAdmin(client: ShopifyClient): ShopAdmin {
  return {
    ...shopFactsAdapter(client),
    ...appDataAdapter(client),
    ...themeAdapter(client),
    ...catalogueAdapter(client),
    ...collectionsAdapter(client),
    ...ordersAdapter(client),
    ...holdsAdapter(client),
    ...movesAdapter(client),
    ...inboundAdapter(client, getEnv().SHOPIFY_APP_URL),
    ...stockAdapter(client),
    ...cancellationAdapter(client),
    ...shipToAdapter(client),
    ...orderProofAdapter(client),
    ...stockBookingAdapter(client),
    ...customersAdapter(client),
    ...compensationAdapter(client),
  };
}

function makePorts(): Ports {
  const env = getEnv();
  const clientOf = shopifyClients({ tokens: getTokenStore(), now: Date.now, pause: (ms) => pause(ms) });
  return {
    shopify: (shop) => shopAdmin(clientOf(shop)),
    queue: bossQueue(getBoss),
    mailer: smtpMailer(env.SMTP_URL, env.MAIL_FROM),
    noticeMailer: smtpNoticeMailer({
      smtpUrl: env.SMTP_URL,
      spf: env.MAIL_SPF,
      dkimSelector: env.MAIL_DKIM_SELECTOR,
      dkimKey: env.MAIL_DKIM_KEY,
      perSecond: env.MAIL_PER_SECOND,
    }),
    dns: dnsOf(env.DNS_URL),
    clock: getClock(),
  };
}

let ports: Ports | undefined;

/** The real ports: the only place where a port meets its adapter. */
export function getPorts(): Ports {
  return (ports ??= makePorts());
}
