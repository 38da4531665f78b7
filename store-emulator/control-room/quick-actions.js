import { availableOf, call, shopPath, variantOf } from "./api.js";
import { showProductPage } from "./panes.js";

const form = document.querySelector("[data-quick]");
const { variant: select, units } = form.elements;
const result = form.querySelector("[data-result]");
let domain = "";

/** Where a shopper meets a variant. */
export const productAddress = (shop, variant) =>
  `/store/${shop}/products/${variant.handle}?variant=${variant.id.split("/").at(-1)}`;

async function describe() {
  if (!select.value) return;
  const variant = await variantOf(domain, select.value);
  const state = variant.metafields.$app?.arrivo?.state ?? "–";
  form.querySelector("[data-state]").textContent = `${availableOf(variant)} · ${variant.inventoryPolicy} · ${state}`;
}

const actions = {
  sell: (variant, quantity) =>
    call("POST", shopPath(domain, "/orders"), {
      lines: [{ variantId: variant.id, quantity }],
      email: "shopper@example.com",
    }).then((order) => order.name),
  receive: (variant, delta) =>
    call("POST", shopPath(domain, "/stock"), { variantId: variant.id, delta }).then(
      (changed) => `${availableOf(changed)}`,
    ),
  show: async () => "",
};

for (const button of form.querySelectorAll("[data-do]"))
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const variant = await variantOf(domain, select.value);
      result.textContent = await actions[button.dataset.do](variant, Number(units.value));
      showProductPage(productAddress(domain, variant));
      await describe();
    } catch (error) {
      result.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
form.addEventListener("submit", (event) => event.preventDefault());
select.addEventListener("change", () => void describe());

export const refreshQuickActions = describe;

/** Offers the variants of a shop; the first few hundred, since a menu of more helps nobody. */
export function offerVariants(shop, variants) {
  domain = shop;
  const options = variants.slice(0, 400).map((variant) => {
    const name =
      variant.title === "Default Title" ? variant.productTitle : `${variant.productTitle} – ${variant.title}`;
    return new Option(`${name ?? variant.handle}${variant.sku ? ` (${variant.sku})` : ""}`, variant.id);
  });
  select.replaceChildren(...options);
  void describe();
}
