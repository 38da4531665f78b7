import { tell, onAdmin } from "./connection.js";
import { AppModal } from "./modal.js";

// App Bridge's elements: invisible in the app's page; the admin frame draws what they say.
let lastElement = 0;
const pressable = new Map();
const idOfButton = new WeakMap();
onAdmin("press", ({ id }) => pressable.get(id)?.click());

const buttonOf = (element) => {
  const id = idOfButton.get(element) ?? String((lastElement += 1));
  idOfButton.set(element, id);
  pressable.set(id, element);
  const loading = element.getAttribute("loading");
  return {
    id,
    label: element.textContent.trim(),
    variant: element.getAttribute("variant"),
    tone: element.getAttribute("tone"),
    isDisabled: element.hasAttribute("disabled") && element.getAttribute("disabled") !== "false",
    isLoading: loading !== null && loading !== "false",
  };
};

/** Calls `describe` now and whenever the element or what is in it changes, while it is in the page. */
class Described extends HTMLElement {
  connectedCallback() {
    this.observer = new MutationObserver(() => this.describe());
    this.observer.observe(this, { attributes: true, childList: true, subtree: true, characterData: true });
    this.describe();
  }
  disconnectedCallback() {
    this.observer?.disconnect();
    this.withdraw();
  }
  describe() {}
  withdraw() {}
}

class NavMenu extends Described {
  describe() {
    const links = [...this.querySelectorAll("a, s-link")].map((link) => ({
      href: link.getAttribute("href"),
      label: link.textContent.trim(),
      isHome: link.getAttribute("rel") === "home",
    }));
    tell("nav", { links });
  }
}

class TitleBar extends Described {
  describe() {
    if (this.closest("ui-modal")) {
      this.closest("ui-modal").titleChanged?.();
      return;
    }
    const direct = [...this.children].filter((child) => child.matches("button, a"));
    const groups = [...this.querySelectorAll("section")].map((section) => ({
      label: section.getAttribute("label") ?? "",
      buttons: [...section.querySelectorAll("button, a")].map(buttonOf),
    }));
    tell("title", { title: this.getAttribute("title") ?? document.title, buttons: direct.map(buttonOf), groups });
  }
  withdraw() {
    if (!document.querySelector("ui-title-bar")) tell("title", { title: "", buttons: [], groups: [] });
  }
}

class SaveBar extends Described {
  #isShowing = false;
  get showing() {
    return this.#isShowing;
  }
  show() {
    return this.#set(true);
  }
  hide() {
    return this.#set(false);
  }
  toggle() {
    return this.#set(!this.#isShowing);
  }
  #set(isShowing) {
    if (this.#isShowing === isShowing) return Promise.resolve();
    this.#isShowing = isShowing;
    this.describe();
    this.dispatchEvent(new Event(isShowing ? "show" : "hide"));
    return Promise.resolve();
  }
  describe() {
    tell("save-bar", {
      isShown: this.#isShowing,
      asksBeforeDiscard: this.hasAttribute("discardConfirmation"),
      buttons: [...this.querySelectorAll("button")].map(buttonOf),
    });
  }
  withdraw() {
    if (this.#isShowing) {
      this.#isShowing = false;
      tell("save-bar", { isShown: false, buttons: [] });
    }
  }
}

export const defineElements = () => {
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
  customElements.define("ui-title-bar", TitleBar);
  customElements.define("ui-save-bar", SaveBar);
  customElements.define("ui-modal", AppModal);
};
