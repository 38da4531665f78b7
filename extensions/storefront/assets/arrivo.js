/** Says the promise anew when variant or quantity change, in the words of arrivo-data.liquid. */
class ArrivoPromise extends HTMLElement {
  connectedCallback() {
    const names = ["shopify:product:select", "variant:update", "quantity-selector:update", "change", "input"];
    for (const name of names) document.addEventListener(name, this);
    addEventListener("popstate", () => this.show(new URLSearchParams(location.search).get("variant") ?? this.chosen));
    window.subscribe?.("variant-change", ({ data }) => {
      if (data.sectionId === this.dataset.section) this.show(data.variant?.id);
    });
    this.show(this.chosen);
  }

  get section() {
    return this.closest(".shopify-section") ?? document;
  }

  /** One for instalments has none. */
  get button() {
    return this.section.querySelector('form[action*="/cart/add"] [type=submit]');
  }

  get chosen() {
    return this.button?.form.elements.id?.value ?? this.now;
  }

  async handleEvent({ target, promise, detail }) {
    if (!(target.contains(this) || this.section.contains(target)) || target.closest?.("product-card")) return;
    const variant = promise ? (await promise.catch(() => 0))?.variant : detail?.resource;
    this.show(variant === undefined ? this.chosen : variant?.id);
  }

  /** @param {any} id number or gid; none: no such variant */
  async show(id) {
    this.now = id = `${id ?? ""}`.split("/").pop();
    const script = this.querySelector("script");
    let data = JSON.parse(script.text);
    if (id && data.more && !data.records[id]) {
      const page = await fetch(`?section_id=${this.dataset.section}&variant=${id}`).then((got) => got.text(), String);
      const own = new DOMParser().parseFromString(page, "text/html").querySelector("arrivo-promise > script");
      if (own) data = JSON.parse((script.text = own.textContent));
    }
    if (this.isConnected && this.now === id) this.tell(data, data.records[id] ?? "");
  }

  /** Twin of arrivo-tell.liquid. */
  tell(data, record) {
    const button = this.button;
    const form = button?.form;
    let [state, calm, most, list, message] = record.split("|");
    let left = parseInt(form?.elements.quantity?.value) || 1;
    let [line, value, waits] = ["", ""];
    const [parts, sent] = [[], []];
    if (left > parseInt(most)) {
      line = data[isNaN(most) ? "told" : "most"].replace("{units}", parseInt(most));
    } else if (list) {
      for (const piece of list.split(";")) {
        const [count, kind, from, to, date] = piece.split("~");
        const [all, rest, some] = data[kind] ?? data.d;
        const units = Math.min(count || left, left);
        if (!units) break;
        left -= units;
        waits ||= kind !== "n";
        line = all.replace("{date}", date);
        value = date || line;
        parts.push((some[units - 1] ?? rest).replace("{date}", date));
        sent.push(date ? { from, to, units } : { units });
      }
      if (parts[1] && data.split) line = value = parts.join(data.separator);
      if (!waits) state = calm;
    }

    this.hidden = !state;
    const [title, words] = this.querySelectorAll("p");
    this.put(title, data.status[state + message] ?? data.status[state]);
    this.put(words, line);
    // form.id is the field so named.
    if (form && !form.attributes.id) form.setAttribute("id", "arrivo-buy");
    this.querySelectorAll("input").forEach((input, at) => {
      input.setAttribute("form", form?.attributes.id.value);
      input.disabled = !waits;
      input.value = [value, JSON.stringify(sent)][at];
    });

    // A disabled button keeps the theme's word.
    if (!data.button || !button) return;
    const label = button.querySelector("span:not(:has(*))") ?? button;
    if (label.textContent !== this.said) this.theirs = label.textContent;
    this.put(label, waits && !button.disabled ? (this.said = data.buttons[state]) : this.theirs);
  }

  /** A live region speaks when touched. */
  put(node, text = "") {
    if (node.textContent !== text) node.textContent = text;
  }
}

customElements.define("arrivo-promise", ArrivoPromise);
