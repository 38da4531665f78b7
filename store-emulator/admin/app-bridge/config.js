import { script, adminOrigin } from "./connection.js";

// Shop and host come with the first address only: they are kept for the pages that follow in this frame.
const readConfig = () => {
  const params = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem("app-bridge-config") ?? "{}");
  const shop = params.get("shop") ?? kept.shop;
  const config = {
    apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? kept.apiKey,
    shop,
    host: params.get("host") ?? kept.host,
    locale: params.get("locale") ?? kept.locale ?? "en",
  };
  sessionStorage.setItem("app-bridge-config", JSON.stringify(config));
  return config;
};
export const config = readConfig();

/** The path of Shopify's admin that an address means, or null: `shopify://admin/…`, `admin.shopify.com`, the shop's own. */
export const adminPathOf = (address) => {
  const text = String(address);
  const protocol = /^shopify:\/*admin\//i.exec(text);
  if (protocol) return `/${text.slice(protocol[0].length)}`;
  let url;
  try {
    url = new URL(text, location.href);
  } catch {
    return null;
  }
  if (url.hostname === "admin.shopify.com") return `${url.pathname.replace(/^\/store\/[^/]+/, "")}${url.search}`;
  if (url.hostname.endsWith(".myshopify.com") && url.pathname.startsWith("/admin"))
    return `${url.pathname.slice("/admin".length)}${url.search}`;
  return null;
};

/** The emulator's storefront in place of the shop's own, which is nowhere on the network. */
export const storefrontAddressOf = (address) => {
  let url;
  try {
    url = new URL(String(address), location.href);
  } catch {
    return null;
  }
  if (!url.hostname.endsWith(".myshopify.com") || url.pathname.startsWith("/admin")) return null;
  return `${adminOrigin}/store/${url.hostname}${url.pathname}${url.search}`;
};
