/**
 * The order page's block for the shop's staff: how an order that waits stands, what its customer was told, and an answer
 * ready to copy in the customer's language. All words come from the app.
 *
 * Plain DOM and Shopify's web components: nothing to install, and nothing to keep up to date.
 */

/** An element with its attributes and what stands in it. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Shopify adds the staff member's session token to requests to the app's own address. */
async function readBlock({ data }) {
  const id = data?.selected?.[0]?.id;
  if (!id) return null;
  const response = await fetch(`/api/order-block?order=${encodeURIComponent(id.split("/").at(-1))}`);
  return response.ok ? response.json() : null;
}

const small = { gap: "small-300" };
const texts = (entries) => entries.map((entry) => make("s-text", {}, entry));

function lineOf({ title, facts }) {
  return make("s-stack", small, make("s-text", { type: "strong" }, title), ...texts(facts));
}

function replyOf({ label, help, text }) {
  const area = make("s-text-area", { label, details: help, rows: "8", readonly: "" });
  area.value = text;
  return area;
}

export default async function orderBlock() {
  // An order that does not wait, or an app that does not answer: the page stays as it is.
  const block = await readBlock(globalThis.shopify).catch(() => null);
  if (block === null) return;
  const stack = make("s-stack", { gap: "base" });
  stack.append(
    make(
      "s-stack",
      { direction: "inline", ...small },
      ...block.badges.map(({ text, tone }) => make("s-badge", { tone }, text)),
    ),
    ...block.lines.map(lineOf),
  );
  if (block.told.entries.length > 0)
    stack.append(make("s-stack", small, make("s-heading", {}, block.told.heading), ...texts(block.told.entries)));
  if (block.reply !== null) stack.append(replyOf(block.reply));
  stack.append(make("s-link", { href: `app:${block.open.path}` }, block.open.label));
  document.body.append(make("s-admin-block", { heading: block.heading, "collapsed-summary": block.summary }, stack));
}
