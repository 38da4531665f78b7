const room = document.querySelector("[data-room]");
export const pane = (name) => document.querySelector(`[data-pane="${name}"]`);

/** Shows an address in the storefront's or the admin's pane; again, where it is there already. */
export function show(name, address) {
  const frame = pane(name).querySelector("[data-frame]");
  pane(name).querySelector("[data-open]").href = address;
  // By replacing, so that the browser's Back leaves the room and not its panes one by one.
  if (frame.contentWindow) frame.contentWindow.location.replace(address);
  else frame.src = address;
}

/** Shows a product, scrolled to what the app says of it where the pane is too low for the whole page. */
export function showProductPage(address) {
  const frame = pane("storefront").querySelector("[data-frame]");
  const scroll = () =>
    frame.contentDocument.querySelector(".shopify-app-block, [name='add']")?.scrollIntoView({ block: "center" });
  frame.addEventListener("load", scroll, { once: true });
  show("storefront", address);
}

/** On a phone one pane is seen at a time. */
export function choose(name) {
  for (const each of room.children) each.classList.toggle("is-chosen", each.dataset.pane === name);
  for (const tab of document.querySelectorAll("[data-tab]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
}

/** A pane that says by its colour for a moment that it has something new. */
export function flash(name) {
  pane(name).classList.add("is-new");
  setTimeout(() => pane(name).classList.remove("is-new"), 1200);
}

for (const tab of document.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => choose(tab.dataset.tab));
for (const button of document.querySelectorAll("[data-enlarge]"))
  button.addEventListener("click", () => {
    const isLarge = button.closest(".pane").classList.toggle("is-large");
    room.classList.toggle("is-enlarged", isLarge);
    button.setAttribute("aria-pressed", String(isLarge));
  });
