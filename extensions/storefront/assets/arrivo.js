// Says the promise in arrivo-data.liquid's words.
// A module runs once, even if repeated.

/** A quick-add window repeats the page's form and ids. */
const placeOf = (node) => node.closest("dialog,quick-add-modal,.shopify-section") ?? document;

/** A form for instalments has none. */
function buttonOf(block) {
  const buys = 'form[action*="/cart/add"] [type=submit]:not(product-card *)';
  return placeOf(block).querySelector(buys) ?? document.querySelector(buys);
}

/** A live region speaks when touched. */
function put(node, text = "") {
  if (node.textContent !== text) node.textContent = text;
}

/** By number or gid; null: no such variant. */
async function show(block, id = buttonOf(block)?.form.elements.id?.value ?? block.now) {
  block.now = id = `${id ?? ""}`.split("/").pop();
  const script = block.querySelector("script");
  let data = JSON.parse(script.text);
  if (id && data.more && !data.records[id]) {
    const page = await fetch(`?section_id=${block.dataset.section}&variant=${id}`).then((got) => got.text(), String);
    const own = new DOMParser().parseFromString(page, "text/html").querySelector("arrivo-promise script");
    if (own) data = JSON.parse((script.text = own.text));
  }
  if (block.isConnected && block.now === id) tell(block, data, data.records[id]);
}

/** Twin of arrivo-tell.liquid. */
function tell(block, data, record = "") {
  const button = buttonOf(block);
  const form = button?.form;
  let [state, calm, most, list, message] = record.split("|");
  let left = parseInt(form?.elements.quantity?.value) || 1;
  let [line, value, waits, parts, sent] = ["", "", false, [], []];
  if (left > parseInt(most)) {
    line = data[isNaN(most) ? "told" : "most"].replace("{units}", parseInt(most));
  } else if (list) {
    for (const piece of list.split(";")) {
      const [count, kind, from, to, date] = piece.split("~");
      const [all, rest, some] = data[kind] ?? data.d;
      let units = Math.min(count || left, left);
      if (!units) break;
      left -= units;
      if (kind === "s") {
        parts.pop();
        units += sent.pop().units;
      }
      waits ||= kind !== "n";
      line = all.replace("{date}", date);
      value = date || line;
      parts.push((some[units - 1] ?? rest).replace("{date}", date));
      sent.push(date ? { from, to, units } : { units });
    }
    if (parts[1] && data.split) line = value = parts.join(data.separator);
    if (!waits) state = calm;
  }

  block.hidden = !state;
  const [title, words] = block.querySelectorAll("p");
  put(title, data.status[state + message] ?? data.status[state]);
  put(words, state && line);
  if (!form) return;
  // Form ids differ by theme.
  block.querySelectorAll("input").forEach((own, at) => {
    own.removeAttribute("form");
    const field = form.elements[own.name] ?? form.appendChild(own.cloneNode());
    field.disabled = !waits;
    field.value = at ? JSON.stringify(sent) : value;
  });
  // The text beside icons; a disabled one stays.
  const label = document.evaluate(".//text()[normalize-space()]", button, null, 9).singleNodeValue;
  if (!data.button || !label) return;
  if (label.data !== block.said) block.theirs = label.data;
  put(label, waits && !button.disabled ? (block.said = data.buttons[state]) : block.theirs);
}

async function hear({ target, promise, detail }) {
  const got = promise ? await promise.catch(() => {}) : { variant: detail?.resource };
  const variant = got?.detail?.resource ?? got?.variant;
  for (const block of document.querySelectorAll("arrivo-promise")) {
    const isNear = target.contains(block) || placeOf(buttonOf(block) ?? block).contains(target);
    if (isNear && !target.closest?.("product-card")) show(block, variant && variant.id);
  }
}

for (const name of ["shopify:product:select", "variant:update", "quantity-selector:update", "change", "input"])
  addEventListener(name, hear);
window.subscribe?.("variant-change", () => hear({ target: document }));

class ArrivoPromise extends HTMLElement {
  connectedCallback() {
    show(this);
  }
}
customElements.define("arrivo-promise", ArrivoPromise);
