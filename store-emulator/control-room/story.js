import { availableOf, call, shopPath, variantOf } from "./api.js";
import { productAddress } from "./quick-actions.js";
import { choose, show, showProductPage } from "./panes.js";

const story = document.querySelector("[data-story]");
const steps = [...story.querySelectorAll("[data-step]")];
const trouble = story.querySelector("[data-trouble]");
const text = (name) => story.querySelector(`[data-text="${name}"]`).textContent;
const PATIENCE_MS = 20_000;

let domain = "";
let candidates = [];
let subject = null;
let before = null;
let changedAt = 0;

const say = (message) => {
  trouble.textContent = message;
  trouble.hidden = message === "";
};
const promiseOf = (variant) => variant.metafields.$app?.arrivo ?? null;
const showProduct = (variant) => {
  showProductPage(productAddress(domain, variant));
  choose("storefront");
};

/** Asks Shopify's view until it is so; the story goes no further than what a shopper could see. */
async function until(isSo) {
  const begun = Date.now();
  say(text("waiting"));
  while (Date.now() - begun < PATIENCE_MS) {
    const variant = await variantOf(domain, subject.id);
    if (isSo(variant)) {
      say("");
      return { variant, seconds: ((Date.now() - changedAt) / 1000).toFixed(1) };
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(text("timeout"));
}

/** Leaves exactly two, all of them at the first location, so that the next order takes the last. */
async function leaveTwo() {
  const variant = await variantOf(domain, subject.id);
  for (const [index, { location, available }] of variant.levels.entries()) {
    const wanted = index === 0 ? 2 : 0;
    if (available !== wanted)
      await call("POST", shopPath(domain, "/stock"), { variantId: subject.id, location, available: wanted });
  }
}

const run = {
  async buy() {
    await leaveTwo();
    const lines = [{ variantId: subject.id, quantity: 2 }];
    const order = await call("POST", shopPath(domain, "/orders"), { lines, email: "shopper@example.com" });
    changedAt = Date.now();
    return { order: order.name };
  },
  async date() {
    const { variant, seconds } = await until(
      (each) => promiseOf(each)?.state === "backorder" && each.inventoryPolicy === "CONTINUE",
    );
    showProduct(variant);
    return { seconds };
  },
  async receive() {
    const variant = await call("POST", shopPath(domain, "/stock"), { variantId: subject.id, delta: 5 });
    changedAt = Date.now();
    return { available: availableOf(variant) };
  },
  async normal() {
    const isNormal = (each) =>
      each.inventoryPolicy === before.inventoryPolicy && (promiseOf(each)?.state ?? "in-stock") === "in-stock";
    const { variant, seconds } = await until(isNormal);
    showProduct(variant);
    return { seconds };
  },
};

const mark = (current) => {
  for (const [index, step] of steps.entries()) {
    if (index < current) step.dataset.state = "done";
    else if (index === current) step.dataset.state = "now";
    else delete step.dataset.state;
  }
};

for (const [index, step] of steps.entries()) {
  const button = step.querySelector("button");
  button.addEventListener("click", async () => {
    button.disabled = true;
    say("");
    try {
      const facts = await run[step.dataset.step]();
      for (const [name, value] of Object.entries(facts))
        step.querySelector(`[data-fill="${name}"]`).textContent = value;
      step.querySelector(".step__done").hidden = false;
      mark(index + 1);
      steps[index + 1]?.querySelector("button").focus();
    } catch (error) {
      say(error.message);
    } finally {
      button.disabled = false;
    }
  });
}

/** Begins with a variant that has stock and its own "stop selling", nearest to two. */
function begin() {
  subject = candidates.shift() ?? null;
  for (const step of steps) step.querySelector(".step__done").hidden = true;
  mark(subject ? 0 : -1);
  say(subject ? "" : text("none"));
  const place = story.querySelector("[data-subject]");
  place.replaceChildren();
  if (!subject) return;
  before = subject;
  const name = Object.assign(document.createElement("b"), { textContent: subject.productTitle ?? subject.handle });
  place.append(name, subject.title === "Default Title" ? (subject.sku ?? "") : subject.title);
  show("storefront", productAddress(domain, subject));
}

export function tellStory(shop, variants) {
  domain = shop;
  const distance = (variant) => Math.abs(availableOf(variant) - 2);
  candidates = variants
    .filter(
      (each) =>
        each.tracked && each.productStatus === "ACTIVE" && each.inventoryPolicy === "DENY" && availableOf(each) > 0,
    )
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 50);
  begin();
}
story.querySelector("[data-restart]").addEventListener("click", begin);
