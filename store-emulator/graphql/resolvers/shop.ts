import { gid } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Shop } from "../../state.ts";
import { tagged, type Fields, type ResolverMap } from "../context.ts";
import { metafieldsOfOwner } from "./metafield.ts";

const planNames = { standard: "Basic", advanced: "Advanced", plus: "Shopify Plus", enterprise: "Commerce Components" };

const zoneName = (shop: Shop, style: "short" | "longOffset"): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: shop.timeZone, timeZoneName: style })
    .formatToParts(Date.now())
    .find((part) => part.type === "timeZoneName")?.value ?? "GMT";

const shop: Fields<Shop> = {
  id: (shop) => gid("Shop", shop.id),
  name: (shop) => shop.name,
  email: (shop) => shop.email,
  contactEmail: (shop) => shop.email,
  shopOwnerName: (shop) => shop.ownerName,
  myshopifyDomain: (shop) => shop.domain,
  url: (shop) => `https://${shop.domain}`,
  primaryDomain: (shop) => shop,
  currencyCode: (shop) => shop.currencyCode,
  ianaTimezone: (shop) => shop.timeZone,
  timezoneAbbreviation: (shop) => zoneName(shop, "short"),
  timezoneOffset: (shop) => zoneName(shop, "longOffset").replace("GMT", "").replace(":", "") || "+0000",
  plan: (shop) => shop,
  createdAt: (shop) => graphqlInstant(shop.createdAt),
  updatedAt: (shop) => graphqlInstant(shop.updatedAt),
  shopAddress: (shop) => shop,
  billingAddress: (shop) => shop,
  weightUnit: () => "KILOGRAMS",
  unitSystem: () => "METRIC_SYSTEM",
  taxesIncluded: () => true,
  setupRequired: () => false,
  ...metafieldsOfOwner<Shop>((shop) => shop.metafields),
};

export const shopFields: ResolverMap = {
  Shop: shop,
  ShopPlan: {
    displayName: (shop: Shop) => planNames[shop.plan],
    publicDisplayName: (shop: Shop) => planNames[shop.plan],
    partnerDevelopment: () => false,
    shopifyPlus: (shop: Shop) => shop.plan === "plus" || shop.plan === "enterprise",
  },
  Domain: {
    id: (shop: Shop) => gid("Domain", shop.id),
    host: (shop: Shop) => shop.domain,
    url: (shop: Shop) => `https://${shop.domain}`,
    sslEnabled: () => true,
  },
  ShopAddress: {
    id: (shop: Shop) => gid("ShopAddress", shop.id),
    countryCodeV2: (shop: Shop) => shop.countryCode,
    city: () => "Copenhagen",
  },
  ShopLocale: {
    locale: (locale: ShopLocale) => locale.locale,
    name: (locale: ShopLocale) => new Intl.DisplayNames("en", { type: "language" }).of(locale.locale) ?? locale.locale,
    primary: (locale: ShopLocale) => locale.isPrimary,
    published: () => true,
  },
};

type ShopLocale = { locale: string; isPrimary: boolean };

export const shopQueries: Fields<unknown> = {
  shop: (_, __, { shop }) => tagged("Shop", shop),
  shopLocales: (_, __, { shop }): ShopLocale[] =>
    [...new Set([shop.locale, "en", "it", "de"])].map((locale) => ({ locale, isPrimary: locale === shop.locale })),
};
