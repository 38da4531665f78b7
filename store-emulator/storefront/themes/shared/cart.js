// What both themes do alike: add to the cart without leaving the page, step the quantity, switch the language.
(() => {
  const countUnits = (cart) => {
    for (const count of document.querySelectorAll("[data-cart-count]")) count.textContent = String(cart.item_count);
  };

  const refreshCount = async () => {
    const root = document.querySelector(".header__name").getAttribute("href").replace("/collections/all", "");
    countUnits(await (await fetch(`${root}/cart.js`)).json());
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('form[data-type="add-to-cart-form"]')) return;
    event.preventDefault();
    const refused = form.querySelector("[data-cart-error]");
    const added = form.querySelector("[data-cart-added]");
    refused.hidden = added.hidden = true;
    const button = form.querySelector('[name="add"]');
    button.setAttribute("aria-disabled", "true");
    try {
      const response = await fetch(`${form.action}.js`, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
      });
      const answer = await response.json();
      if (!response.ok) {
        refused.textContent = answer.description ?? answer.error;
        refused.hidden = false;
        return;
      }
      added.hidden = false;
      document.dispatchEvent(new CustomEvent("cart:update", { bubbles: true, detail: { resource: answer } }));
      await refreshCount();
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });

  // One behaviour under the names that the two themes give the element.
  class QuantityStepper extends HTMLElement {
    connectedCallback() {
      const input = this.querySelector("input");
      this.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        const before = input.value;
        if (button.name === "plus") input.stepUp();
        else input.stepDown();
        if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
  }
  customElements.define("quantity-input", class extends QuantityStepper {});
  customElements.define("quantity-selector-component", class extends QuantityStepper {});

  document.querySelector("[data-language]").addEventListener("change", (event) => {
    const url = new URL(location.href);
    url.searchParams.set("locale", event.target.value);
    location.assign(url);
  });
})();
