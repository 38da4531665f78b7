// A variant is chosen: the address, the standard event with its promise, then `variant:update`, to which each part of
// the page listens for itself. Nothing else of the section is touched: a block of an app updates itself.
(() => {
  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

  class VariantPicker extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", (event) => {
        if (event.target instanceof HTMLInputElement) void this.select();
      });
    }

    async select() {
      const values = [...this.querySelectorAll("input:checked")].map((input) => input.dataset.optionValueId);
      this.request?.abort();
      this.request = new AbortController();
      const { signal } = this.request;
      const product = this.closest("[data-product-id]").dataset.productId;
      const page = fetch(
        `${this.dataset.productUrl}?option_values=${values.join(",")}&section_id=${this.dataset.sectionId}`,
        { signal },
      ).then(async (response) => new DOMParser().parseFromString(await response.text(), "text/html"));
      const selected = page.then((html) => ({ html, variant: JSON.parse(part(html, "variant").textContent) }));
      const event = new Event("shopify:product:select", { bubbles: true });
      event.promise = selected.then(({ variant }) => ({ variant }));
      event.promise.catch(() => {});
      this.dispatchEvent(event);
      try {
        // Whoever waits for the promise hears of the variant before the page changes.
        await event.promise;
        const { html, variant } = await selected;
        this.refresh(html, variant, product);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }

    refresh(html, variant, productId) {
      const url = new URL(location.href);
      if (variant) url.searchParams.set("variant", variant.id);
      else url.searchParams.delete("variant");
      history.replaceState({}, "", url);
      part(this, "variant").textContent = JSON.stringify(variant);
      const focused = document.activeElement?.dataset.optionValueId;
      part(this, "options").replaceWith(part(html, "options"));
      this.querySelector(`[data-option-value-id="${focused}"]`)?.focus();
      this.dispatchEvent(
        new CustomEvent("variant:update", {
          bubbles: true,
          detail: { resource: variant, sourceId: this.id, data: { html, productId } },
        }),
      );
    }
  }

  document.addEventListener("variant:update", (event) => {
    const { resource: variant, data } = event.detail;
    for (const name of ["media", "price", "sku", "button"]) part(document, name)?.replaceWith(part(data.html, name));
    const id = part(document, "id");
    id.value = variant ? variant.id : "";
  });

  customElements.define("variant-picker", VariantPicker);
})();
