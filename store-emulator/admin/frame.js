// The admin around the embedded app: its menu, title bar, save bar, toasts, dialogs, and an address that follows it.
const frame = document.querySelector("[data-app-frame]");
const { domain, appOrigin, home } = frame.dataset;
const byName = (name) => document.querySelector(`[data-${name}]`);
const make = (tag, properties = {}) => Object.assign(document.createElement(tag), properties);
const toApp = (message) => frame.contentWindow.postMessage({ to: "app", ...message }, appOrigin);
const admin = async (path, init) => {
  const response = await fetch(`/admin/${domain}${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
};

let isUnsaved = false;
let currentPath = "";

const confirmLeaving = () =>
  new Promise((resolve) => {
    const dialog = byName("leave-dialog");
    dialog.returnValue = "stay";
    dialog.showModal();
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "leave"), { once: true });
  });
const mayLeave = async () => !isUnsaved || (await confirmLeaving());

const buttonFor = ({ id, label, variant, tone, isDisabled, isLoading }) => {
  const button = make("button", { type: "button", textContent: label, disabled: isDisabled || isLoading });
  button.dataset.variant = variant ?? "";
  button.dataset.tone = tone ?? "";
  button.addEventListener("click", () => toApp({ type: "press", payload: { id } }));
  return button;
};

const showTitle = ({ title, buttons, groups }) => {
  byName("app-title").textContent = title;
  const isBreadcrumb = (button) => button.variant === "breadcrumb";
  byName("breadcrumbs").replaceChildren(...buttons.filter(isBreadcrumb).map(buttonFor));
  const menus = groups.map(({ label, buttons: inside }) => {
    const details = make("details", { className: "menu" });
    details.append(make("summary", { textContent: label }), ...inside.map(buttonFor));
    return details;
  });
  byName("app-actions").replaceChildren(...menus, ...buttons.filter((each) => !isBreadcrumb(each)).map(buttonFor));
};

const showSaveBar = ({ isShown, buttons, asksBeforeDiscard }) => {
  isUnsaved = isShown;
  const bar = byName("save-bar");
  bar.hidden = !isShown;
  for (const kind of ["save", "discard"]) {
    const source = buttons.find((button) => (button.variant === "primary") === (kind === "save"));
    const button = byName(kind);
    button.disabled = !source || source.isDisabled || source.isLoading;
    button.onclick = async () => {
      if (kind === "discard" && asksBeforeDiscard && !(await confirmLeaving())) return;
      if (source) toApp({ type: "press", payload: { id: source.id } });
    };
  }
};

const showNav = ({ links }) => {
  const items = links
    .filter((link) => !link.isHome)
    .map(({ href, label }) => {
      const link = make("a", { href: adminAddress(href), textContent: label });
      link.dataset.appPath = href;
      link.addEventListener("click", async (event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        if (await mayLeave()) toApp({ type: "navigate", payload: { href } });
      });
      const item = make("li");
      item.append(link);
      return item;
    });
  byName("app-nav").replaceChildren(...items);
  markCurrent();
};

const adminAddress = (appPath) => `${home}${appPath.replace(/^\/app(?=[/?]|$)/, "")}`;
const markCurrent = () => {
  for (const link of document.querySelectorAll("[data-app-path]"))
    link.toggleAttribute("aria-current", currentPath.split("?")[0] === link.dataset.appPath);
};

const ownParams = ["embedded", "shop", "host", "id_token", "locale", "hmac", "session", "timestamp", "shopify-reload"];
const followPath = ({ path }) => {
  const url = new URL(path, appOrigin);
  if (!/^\/app(\/|$)/.test(url.pathname)) return;
  for (const name of ownParams) url.searchParams.delete(name);
  currentPath = `${url.pathname}${url.search}`;
  history.replaceState(null, "", adminAddress(currentPath));
  markCurrent();
};

const showToast = ({ id, message, duration, isError, action }) => {
  const toast = make("div", { className: isError ? "toast toast--error" : "toast", role: "status" });
  toast.dataset.toast = id;
  toast.append(make("span", { textContent: message }));
  const end = (what) => {
    toast.remove();
    toApp({ type: "toast", payload: { id, what } });
  };
  if (action) {
    const button = make("button", { type: "button", textContent: action });
    button.addEventListener("click", () => end("action"));
    toast.append(button);
  }
  const close = make("button", { type: "button", textContent: "×", ariaLabel: "×" });
  close.addEventListener("click", () => end("dismiss"));
  toast.append(close);
  byName("toasts").append(toast);
  setTimeout(() => toast.isConnected && end("dismiss"), duration);
};

const leave = async ({ path }) => {
  if (!(await mayLeave())) return;
  const inApp = /^\/apps\/[^/]+(\/.*)?$/.exec(path);
  if (inApp) toApp({ type: "navigate", payload: { href: `/app${inApp[1] ?? ""}` } });
  else location.assign(`/admin/${domain}${path}`);
};

const post = (body) => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});
const askScopes = async (scopes) => {
  const dialog = byName("scopes-dialog");
  dialog.querySelector("ul").replaceChildren(...scopes.map((scope) => make("li", { textContent: scope })));
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  const isGranted = dialog.returnValue === "yes";
  const detail = isGranted ? await admin("/scopes", post({ grant: scopes })) : await admin("/scopes");
  return { result: isGranted ? "granted-all" : "declined-all", detail };
};

const notes = {
  ready: followPath,
  path: followPath,
  nav: showNav,
  title: showTitle,
  "save-bar": showSaveBar,
  toast: showToast,
  "toast-hide": ({ id }) => document.querySelector(`[data-toast="${id}"]`)?.remove(),
  loading: ({ isLoading }) => byName("loading").toggleAttribute("hidden", !isLoading),
  leave,
};

const questions = {
  "id-token": async () => (await admin("/session-token")).token,
  user: () => admin("/user"),
  scopes: () => admin("/scopes"),
  "scopes-request": ({ scopes }) => askScopes(scopes),
  "scopes-revoke": async ({ scopes }) => ({ detail: await admin("/scopes", post({ revoke: scopes })) }),
  extensions: () => admin("/extensions"),
  "leave-confirmation": async () => {
    if (!(await mayLeave())) throw new Error("stayed on the page");
  },
  picker: async (options) =>
    (await import("/admin/assets/resource-picker.js")).pickResources(byName("picker"), options, admin),
};

window.addEventListener("message", async (event) => {
  if (event.source !== frame.contentWindow || event.origin !== appOrigin || event.data?.to !== "admin") return;
  const { type, payload, id } = event.data;
  if (id === undefined) {
    notes[type]?.(payload);
    return;
  }
  try {
    toApp({ type: "answer", id, payload: await questions[type](payload) });
  } catch (error) {
    toApp({ type: "answer", id, error: error.message });
  }
});

byName("app-home").addEventListener("click", async (event) => {
  event.preventDefault();
  if (await mayLeave()) toApp({ type: "navigate", payload: { href: "/app" } });
});
// Set by the script, so that nothing the app says while it loads is missed.
frame.src = frame.dataset.src;
