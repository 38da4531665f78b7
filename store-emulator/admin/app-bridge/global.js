import { isFramed, tell, ask, onAdmin } from "./connection.js";
import { config } from "./config.js";
import { idToken } from "./session-token.js";
import { modalStyle } from "./modal.js";
import { defineElements } from "./elements.js";

// `window.shopify`, as far as an app of ours can use it. Anything else is absent, so that a use of it fails loudly.
const toastActions = new Map();
let lastToast = 0;
onAdmin("toast", ({ id, what }) => {
  const { onAction, onDismiss } = toastActions.get(id) ?? {};
  if (what === "action") onAction?.();
  else onDismiss?.();
  toastActions.delete(id);
});

const elementOf = (id, name) => {
  const element = document.getElementById(id);
  if (!element?.matches(name)) throw new Error(`App Bridge: there is no ${name} with the id ${id}`);
  return element;
};
const elementApi = (name) => ({
  show: async (id) => elementOf(id, name).show(),
  hide: async (id) => elementOf(id, name).hide(),
  toggle: async (id) => elementOf(id, name).toggle(),
});

window.shopify = {
  config,
  origin: `https://admin.shopify.com`,
  ready: Promise.resolve(),
  idToken,
  environment: { mobile: false, embedded: isFramed, pos: false },
  user: () => ask("user"),
  loading: (isLoading) => tell("loading", { isLoading: isLoading !== false }),
  toast: {
    show: (message, options = {}) => {
      const id = `toast-${(lastToast += 1)}`;
      const { duration = 5000, isError = false, action } = options;
      toastActions.set(id, options);
      tell("toast", { id, message, duration, isError, action });
      return id;
    },
    hide: (id) => tell("toast-hide", { id }),
  },
  modal: elementApi("ui-modal"),
  saveBar: { ...elementApi("ui-save-bar"), leaveConfirmation: () => ask("leave-confirmation") },
  resourcePicker: (options) => ask("picker", options),
  scopes: {
    query: () => ask("scopes"),
    request: (scopes) => ask("scopes-request", { scopes }),
    revoke: (scopes) => ask("scopes-revoke", { scopes }),
  },
  app: { extensions: () => ask("extensions") },
  intents: {
    invoke: async (query, options = {}) => {
      const { type, value } =
        typeof query === "string" ? { type: query.split(/[:,?]/)[1], value: query.split(",")[1] } : query;
      const id = String(value ?? options.value ?? "")
        .split("/")
        .at(-1);
      const place = { "shopify/Product": "products", "shopify/Order": "orders" }[type];
      if (place) tell("leave", { path: `/${place}/${id}` });
      return { complete: Promise.resolve({ code: place ? "ok" : "closed" }) };
    },
  },
  webVitals: { onReport: async () => {} },
  support: { registerHandler: async () => {} },
  reviews: { request: async () => ({ success: false, code: "cooldown-period", message: "" }) },
};
defineElements();
// Adopted, not put into the page: the app's framework takes over the document as its server wrote it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`ui-nav-menu,s-app-nav,ui-title-bar,ui-save-bar,ui-modal{display:none}${modalStyle}`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
tell("ready", { path: `${location.pathname}${location.search}` });
