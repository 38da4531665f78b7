// A variant is chosen: the hidden id changes, the section is fetched, only the parts whose ids the theme knows are
// refreshed, and the change is published on the theme's own channel.
(() => {
  const subscribers = {};
  window.subscribe = (name, callback) => {
    subscribers[name] = [...(subscribers[name] ?? []), callback];
    return () => {
      subscribers[name] = subscribers[name].filter((each) => each !== callback);
    };
  };
  window.publish = (name, data) => Promise.all((subscribers[name] ?? []).map((callback) => callback(data)));

  class ProductInfo extends HTMLElement {
    connectedCallback() {
      this.querySelector("variant-selects")?.addEventListener("change", () => void this.select());
    }

    async select() {
      const sectionId = this.dataset.section;
      const values = [...this.querySelectorAll("variant-selects option:checked")].map(
        (each) => each.dataset.optionValueId,
      );
      this.request?.abort();
      this.request = new AbortController();
      try {
        const response = await fetch(`${this.dataset.url}?option_values=${values.join(",")}&section_id=${sectionId}`, {
          signal: this.request.signal,
        });
        const html = new DOMParser().parseFromString(await response.text(), "text/html");
        this.refresh(html, sectionId);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }

    refresh(html, sectionId) {
      const variant = JSON.parse(html.querySelector("variant-selects [data-selected-variant]").textContent);
      history.replaceState({}, "", `${this.dataset.url}${variant ? `?variant=${variant.id}` : ""}`);
      const input = this.querySelector(`#product-form-${sectionId} [name="id"]`);
      input.value = variant?.id ?? "";
      input.disabled = !variant?.available;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      const focused = document.activeElement?.id;
      for (const name of ["MediaGallery", "price", "Sku", "variant-selects"]) {
        const [before, after] = [document, html].map((each) => each.getElementById(`${name}-${sectionId}`));
        if (before && after) {
          before.innerHTML = after.innerHTML;
          before.className = after.className;
        }
      }
      if (focused) document.getElementById(focused)?.focus();
      const [button, fresh] = [document, html].map((each) => each.getElementById(`ProductSubmitButton-${sectionId}`));
      button.toggleAttribute("disabled", fresh.hasAttribute("disabled"));
      button.querySelector("span").textContent = fresh.textContent.trim();
      void window.publish("variant-change", { data: { sectionId, html, variant } });
    }
  }

  customElements.define("product-info", ProductInfo);
})();
