/**
 * The order-status page's block: what of the order waits, with its date, why and its history, and the way to the page
 * inside the shop's theme where it is kept or cancelled. All words come from the app, in the language of the order.
 *
 * Plain DOM and Shopify's web components: nothing to install, and nothing to keep up to date.
 */
const appUrl = "https://arrivo.example.com";

/** An element with its attributes and what stands in it. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

async function readWaiting({ order, sessionToken, settings }) {
  const { id, confirmationNumber } = order.value ?? {};
  if (!id || !confirmationNumber) return null;
  const url = new URL("/api/waiting-order", settings?.value?.app_url || appUrl);
  // Shopify's customer-account API names an order as gid://shopify/Order/1 and as gid://shopify/OrderIdentity/1.
  url.searchParams.set("order", id.split("/").at(-1).split("?")[0]);
  url.searchParams.set("number", confirmationNumber);
  const response = await fetch(url, { headers: { authorization: `Bearer ${await sessionToken.get()}` } });
  return response.ok ? response.json() : null;
}

function itemOf({ name, lines, history }) {
  const box = make("s-stack", { gap: "small-300" }, make("s-text", { type: "strong" }, name));
  for (const line of lines) box.append(make("s-text", {}, line));
  if (history.entries.length > 0) {
    const list = make("s-unordered-list");
    for (const entry of history.entries) list.append(make("s-list-item", {}, entry));
    box.append(make("s-details", {}, make("s-summary", {}, history.title), list));
  }
  return box;
}

export default async function orderStatus() {
  // An order that does not wait, or an app that does not answer: the page stays as it is.
  const waiting = await readWaiting(globalThis.shopify).catch(() => null);
  if (waiting === null || waiting.items.length === 0) return;
  const section = make("s-section", { heading: waiting.heading });
  const stack = make("s-stack", { gap: "base" });
  if (waiting.note !== null) stack.append(make("s-banner", {}, waiting.note));
  stack.append(...waiting.items.map(itemOf));
  if (waiting.answer !== null) stack.append(make("s-button", { href: waiting.answer.url }, waiting.answer.label));
  section.append(stack);
  document.body.append(section);
}
