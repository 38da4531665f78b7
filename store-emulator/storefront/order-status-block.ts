import { readFileSync } from "node:fs";
import { confirmationNumber } from "../confirmation-number.ts";
import { html } from "../http.ts";
import { gid } from "../ids.ts";
import { makeSessionToken } from "../session-token.ts";
import type { PageContext } from "./page-context.ts";

const module = new URL("../../extensions/order-status/src/order-status.js", import.meta.url);

/** Shopify's web components as far as the extension uses them: the words and the links, not the looks. */
const elements = `
  const define = (name, connect) => customElements.define(name, class extends HTMLElement {
    connectedCallback() { if (!this.isDone) { this.isDone = true; connect(this); } }
  });
  define("s-section", (section) => {
    const heading = document.createElement("h2");
    heading.textContent = section.getAttribute("heading");
    section.prepend(heading);
  });
  define("s-button", (button) => {
    const link = document.createElement("a");
    Object.assign(link, { href: button.getAttribute("href"), target: "_top" });
    link.append(...button.childNodes);
    button.append(link);
  });`;

const style = `
  body { margin: 0; padding: 1rem; font: inherit; font-family: system-ui, sans-serif; line-height: 1.5; }
  s-section, s-stack, s-text, s-banner, s-details, s-summary, s-unordered-list { display: block; }
  s-list-item { display: list-item; margin-left: 1.5rem; }
  s-stack > * { margin-block: .5rem; }
  s-banner { border: 1px solid; border-radius: .5rem; padding: .75rem; }
  s-text[type=strong] { font-weight: 600; }
  s-button a { display: inline-block; padding: .75rem 1.25rem; border: 1px solid; border-radius: .5rem; color: inherit; }`;

/**
 * The app's block on the order-status page, `/orders/{id}/waiting`, in a frame of its own: customer accounts run it in a
 * sandbox, with Shopify's API as `shopify` and Shopify's components; here both are stand-ins. Null: another path.
 */
export function orderStatusBlock({ emulator, shop, root }: PageContext, path: string): Response | null {
  if (path === "/ext/order-status.js")
    return new Response(readFileSync(module, "utf8"), {
      headers: { "content-type": "text/javascript; charset=utf-8" },
    });
  const order = shop.orders.get(Number(/^\/orders\/(\d+)\/waiting$/.exec(path)?.[1]));
  if (!order || !shop.installation) return null;
  const given = JSON.stringify({
    order: { id: gid("Order", order.id), confirmationNumber: confirmationNumber(order) },
    token: makeSessionToken(shop.domain, emulator.app, { iss: `https://${shop.domain}/account` }),
    app: emulator.app.url,
  }).replaceAll("<", "\\u003c");
  return html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Arrivo</title>
    <style>${style}</style></head><body><script type="module">${elements}
  const given = ${given};
  globalThis.shopify = {
    order: { value: given.order },
    sessionToken: { get: async () => given.token },
    settings: { value: { app_url: given.app } },
  };
  const frame = window.frameElement;
  if (frame) new ResizeObserver(() => (frame.style.height = document.body.scrollHeight + "px")).observe(document.body);
  const { default: extension } = await import("${root}/ext/order-status.js");
  await extension();
  </script></body></html>`);
}
