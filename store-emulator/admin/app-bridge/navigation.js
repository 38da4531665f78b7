import { adminOrigin, tell, onAdmin } from "./connection.js";
import { config, adminPathOf, storefrontAddressOf } from "./config.js";

// Keeps the admin's address in step with the app's, and carries links that leave the app to where they lead.
const tellPath = () => tell("path", { path: `${location.pathname}${location.search}` });

for (const method of ["pushState", "replaceState"]) {
  const original = history[method].bind(history);
  history[method] = (...args) => {
    original(...args);
    tellPath();
  };
}
window.addEventListener("popstate", tellPath);

const nativeOpen = window.open.bind(window);
const leaveFor = (address, target) => {
  const storefront = storefrontAddressOf(address);
  if (storefront) {
    nativeOpen(storefront, target === "_self" ? "_blank" : target);
    return true;
  }
  const path = adminPathOf(address);
  if (path === null) return false;
  if (target === "_blank") nativeOpen(`${adminOrigin}/admin/${config.shop}${path}`, "_blank");
  else tell("leave", { path });
  return true;
};
window.open = (address, target = "_blank", ...rest) => {
  if (address !== undefined && leaveFor(address, target)) return null;
  const url = new URL(address ?? "about:blank", location.href);
  if (["_top", "_parent"].includes(target) && url.origin === location.origin) {
    location.assign(url);
    return window;
  }
  return nativeOpen(address, target, ...rest);
};

document.addEventListener(
  "click",
  (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href);
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.button !== 0) return;
    if (leaveFor(link.getAttribute("href"), link.target || "_self")) event.preventDefault();
    else if (["_top", "_parent"].includes(link.target) && new URL(link.href).origin === location.origin) {
      event.preventDefault();
      location.assign(link.href);
    }
  },
  true,
);

// The app's router listens for `shopify:navigate`; a page that has none is loaded anew.
let hasRouter = false;
const nativeListen = window.addEventListener.bind(window);
window.addEventListener = (type, ...rest) => {
  if (type === "shopify:navigate") hasRouter = true;
  return nativeListen(type, ...rest);
};
const navigateTo = (href) => {
  if (!hasRouter || !document.body) {
    location.assign(href);
    return;
  }
  const link = document.createElement("a");
  link.setAttribute("href", href);
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  link.remove();
};
onAdmin("navigate", ({ href }) => navigateTo(href));
