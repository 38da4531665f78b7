import enChanges from "./en/changes.json" with { type: "json" };
import enCheck from "./en/check.json" with { type: "json" };
import enCommon from "./en/common.json" with { type: "json" };
import enDelays from "./en/delays.json" with { type: "json" };
import enCompensation from "./en/compensation.json" with { type: "json" };
import enHome from "./en/home.json" with { type: "json" };
import enInbound from "./en/inbound.json" with { type: "json" };
import enNotices from "./en/notices.json" with { type: "json" };
import enOrders from "./en/orders.json" with { type: "json" };
import enRules from "./en/rules.json" with { type: "json" };
import enSettings from "./en/settings.json" with { type: "json" };
import enSuppliers from "./en/suppliers.json" with { type: "json" };
import enVariants from "./en/variants.json" with { type: "json" };
import enWaiting from "./en/waiting.json" with { type: "json" };
import itChanges from "./it/changes.json" with { type: "json" };
import itCheck from "./it/check.json" with { type: "json" };
import itCommon from "./it/common.json" with { type: "json" };
import itDelays from "./it/delays.json" with { type: "json" };
import itCompensation from "./it/compensation.json" with { type: "json" };
import itHome from "./it/home.json" with { type: "json" };
import itInbound from "./it/inbound.json" with { type: "json" };
import itNotices from "./it/notices.json" with { type: "json" };
import itOrders from "./it/orders.json" with { type: "json" };
import itRules from "./it/rules.json" with { type: "json" };
import itSettings from "./it/settings.json" with { type: "json" };
import itSuppliers from "./it/suppliers.json" with { type: "json" };
import itVariants from "./it/variants.json" with { type: "json" };
import itWaiting from "./it/waiting.json" with { type: "json" };

export const namespaces = [
  "common",
  "home",
  "variants",
  "rules",
  "settings",
  "check",
  "suppliers",
  "orders",
  "inbound",
  "changes",
  "waiting",
  "delays",
  "notices",
  "compensation",
] as const;

export const resources = {
  en: {
    common: enCommon,
    home: enHome,
    variants: enVariants,
    rules: enRules,
    settings: enSettings,
    check: enCheck,
    suppliers: enSuppliers,
    orders: enOrders,
    inbound: enInbound,
    changes: enChanges,
    waiting: enWaiting,
    delays: enDelays,
    notices: enNotices,
    compensation: enCompensation,
  },
  it: {
    common: itCommon,
    home: itHome,
    variants: itVariants,
    rules: itRules,
    settings: itSettings,
    check: itCheck,
    suppliers: itSuppliers,
    orders: itOrders,
    inbound: itInbound,
    changes: itChanges,
    waiting: itWaiting,
    delays: itDelays,
    notices: itNotices,
    compensation: itCompensation,
  },
} as const;
