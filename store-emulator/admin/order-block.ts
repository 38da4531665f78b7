import { readFileSync } from "node:fs";
import { html } from "../http.ts";
import { gid } from "../ids.ts";
import { makeSessionToken } from "../session-token.ts";
import type { AdminCall } from "./admin-call.ts";

const module = new URL("../../extensions/order-admin/src/order-block.js", import.meta.url);

/** Shopify's web components as far as the extension uses them: the words, not the looks. */
const elements = `
  const define = (name, connect) => customElements.define(name, class extends HTMLElement {
    connectedCallback() { if (!this.isDone) { this.isDone = true; connect(this); } }
  });
  define("s-admin-block", (block) => {
    const heading = document.createElement("h2");
    heading.textContent = block.getAttribute("heading");
    block.prepend(heading);
  });
  define("s-text-area", (area) => {
    const label = document.createElement("label");
    const field = Object.assign(document.createElement("textarea"), { readOnly: true, rows: 8, value: area.value });
    label.append(area.getAttribute("label"), field);
    area.append(label);
  });`;

const style = `
  body { margin: 0; font-family: system-ui, sans-serif; line-height: 1.5; }
  s-stack, s-text, s-heading, s-link { display: block; }
  s-stack > * { margin-block: .5rem; }
  s-stack[direction=inline] > * { display: inline-block; margin-inline-end: .5rem; }
  s-badge { border: 1px solid; border-radius: 1rem; padding: 0 .75rem; }
  s-text[type=strong], s-heading { font-weight: 600; }
  textarea { display: block; width: 100%; box-sizing: border-box; font: inherit; }`;

/**
 * The app's block on an order's page, `/orders/{id}/arrivo`, in a frame of its own: Shopify runs it in a sandbox, where
 * `shopify` tells which order is open and requests to the app carry the staff member's session token. Null: another path.
 */
export function orderBlock({ emulator, shop, path, root }: AdminCall): Response | null {
  if (path === "/ext/order-block.js")
    return new Response(readFileSync(module, "utf8"), {
      headers: { "content-type": "text/javascript; charset=utf-8" },
    });
  const order = shop.orders.get(Number(/^\/orders\/(\d+)\/arrivo$/.exec(path)?.[1]));
  if (!order || !shop.installation) return null;
  const given = JSON.stringify({
    id: gid("Order", order.id),
    token: makeSessionToken(shop.domain, emulator.app),
    app: emulator.app.url,
  }).replaceAll("<", "\\u003c");
  return html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Arrivo</title>
    <style>${style}</style></head><body><script type="module">${elements}
  const given = ${given};
  globalThis.shopify = { data: { selected: [{ id: given.id }] } };
  const ask = globalThis.fetch;
  globalThis.fetch = (path) => ask(new URL(path, given.app), { headers: { authorization: "Bearer " + given.token } });
  const frame = window.frameElement;
  if (frame) new ResizeObserver(() => (frame.style.height = document.body.scrollHeight + "px")).observe(document.body);
  const { default: extension } = await import("${root}/ext/order-block.js");
  await extension();
  </script></body></html>`);
}
