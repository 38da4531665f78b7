// `ui-modal`, drawn inside the app's own page so that what React puts in it keeps the page's styles.
export class AppModal extends HTMLElement {
  #content = document.createElement("div");
  #dialog = null;
  get content() {
    return this.#content;
  }
  get contentWindow() {
    return this.#dialog?.querySelector("iframe")?.contentWindow ?? null;
  }
  disconnectedCallback() {
    this.#dialog?.remove();
    this.#dialog = null;
  }
  show() {
    if (this.#dialog?.open) return Promise.resolve();
    this.#dialog ??= this.#makeDialog();
    this.titleChanged();
    this.#dialog.showModal();
    this.dispatchEvent(new Event("show"));
    return Promise.resolve();
  }
  hide() {
    if (this.#dialog?.open) this.#dialog.close();
    return Promise.resolve();
  }
  toggle() {
    return this.#dialog?.open ? this.hide() : this.show();
  }
  #makeDialog() {
    const dialog = document.createElement("dialog");
    dialog.className = `app-bridge-modal app-bridge-modal--${this.getAttribute("variant") ?? "base"}`;
    dialog.innerHTML =
      "<header><h2></h2><button type='button' data-close aria-label='×'>×</button></header><div></div><footer></footer>";
    const body = dialog.querySelector("div");
    const src = this.getAttribute("src");
    if (src) {
      const frame = document.createElement("iframe");
      frame.src = src;
      frame.title = this.getAttribute("title") ?? "";
      body.append(frame);
    } else {
      if (!this.#content.childNodes.length) {
        const plain = [...this.childNodes].filter((node) => !["UI-TITLE-BAR", "UI-SAVE-BAR"].includes(node.nodeName));
        this.#content.append(...plain);
      }
      body.append(this.#content);
    }
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    document.body.append(dialog);
    return dialog;
  }
  /** Title and buttons are those of the `ui-title-bar` inside. */
  titleChanged() {
    if (!this.#dialog) return;
    const bar = this.querySelector("ui-title-bar");
    this.#dialog.querySelector("h2").textContent = bar?.getAttribute("title") ?? this.getAttribute("title") ?? "";
    const buttons = [...(bar?.querySelectorAll("button") ?? [])].map((original) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = original.textContent;
      button.disabled = original.disabled || ![null, "false"].includes(original.getAttribute("loading"));
      button.dataset.variant = original.getAttribute("variant") ?? "";
      button.dataset.tone = original.getAttribute("tone") ?? "";
      button.addEventListener("click", () => original.click());
      return button;
    });
    this.#dialog.querySelector("footer").replaceChildren(...buttons);
  }
}

export const modalStyle = `
.app-bridge-modal{padding:0;border:0;border-radius:16px;width:min(620px,calc(100vw - 32px));max-height:calc(100vh - 48px);box-shadow:0 20px 60px #0005;font:inherit;color:#303030}
.app-bridge-modal--small{width:min(380px,calc(100vw - 32px))}.app-bridge-modal--large{width:min(980px,calc(100vw - 32px))}.app-bridge-modal--max{width:calc(100vw - 32px);height:calc(100vh - 48px)}
.app-bridge-modal::backdrop{background:#0008}.app-bridge-modal header{display:flex;justify-content:space-between;align-items:center;padding:12px 16px;background:#f3f3f3}
.app-bridge-modal h2{font-size:14px;font-weight:650;margin:0}.app-bridge-modal [data-close]{border:0;background:none;font-size:20px;cursor:pointer;min-width:32px;min-height:32px}
.app-bridge-modal iframe{width:100%;height:60vh;border:0;display:block}.app-bridge-modal footer{display:flex;flex-direction:row-reverse;gap:8px;padding:12px 16px}.app-bridge-modal footer:empty{display:none}
.app-bridge-modal footer button{padding:6px 12px;min-height:32px;border-radius:8px;border:1px solid #b5b5b5;background:#fff;cursor:pointer;font:inherit}
.app-bridge-modal footer button[data-variant=primary]{background:#303030;color:#fff;border-color:#303030}.app-bridge-modal footer button[data-variant=primary][data-tone=critical]{background:#c5221f;border-color:#c5221f}
.app-bridge-modal footer button:disabled{opacity:.5;cursor:default}`;
