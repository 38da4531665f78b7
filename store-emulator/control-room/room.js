import { call, shopPath } from "./api.js";
import { refreshLogs } from "./logs.js";
import { choose, show } from "./panes.js";
import { offerVariants, refreshQuickActions } from "./quick-actions.js";
import { tellStory } from "./story.js";

const shops = document.querySelector("[data-shop]");
const theme = document.querySelector("[data-theme]");
const now = document.querySelector("[data-now]");
let offsetMs = 0;
let timeZone = "UTC";

const showClock = () => {
  now.textContent = new Date(Date.now() + offsetMs).toLocaleString("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
};
const readClock = async () => {
  ({ offsetMs } = await call("GET", "/control/clock"));
  showClock();
};

async function enter(domain) {
  const shop = (await call("GET", "/control/shops")).find((each) => each.domain === domain);
  timeZone = shop.timeZone;
  const variants = await call("GET", shopPath(domain, "/variants?limit=2000"));
  theme.value = (await call("GET", shopPath(domain, "/theme"))).theme;
  show("admin", `/admin/${domain}`);
  show("storefront", `/store/${domain}/collections/all`);
  offerVariants(domain, variants);
  tellStory(domain, variants);
  await Promise.all([readClock(), refreshLogs(domain)]);
}

shops.addEventListener("change", () => void enter(shops.value));
theme.addEventListener("change", async () => {
  await call("PUT", shopPath(shops.value, "/theme"), { theme: theme.value });
  document.querySelector('[data-pane="storefront"] [data-frame]').contentWindow.location.reload();
});
for (const button of document.querySelectorAll("[data-advance]"))
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      ({ offsetMs } = await call("POST", "/control/clock", { advanceHours: Number(button.dataset.advance) }));
    } catch {
      // The app did not follow in time; the clock has moved all the same.
      await readClock();
    } finally {
      button.disabled = false;
    }
    showClock();
    document.querySelector('[data-pane="storefront"] [data-frame]').contentWindow.location.reload();
  });

setInterval(showClock, 10_000);
choose("story");

const all = await call("GET", "/control/shops");
shops.replaceChildren(...all.map((shop) => new Option(shop.name, shop.domain)));
if (all.length > 0) await enter(shops.value);

new EventSource("/control-room/events").addEventListener("message", (event) => {
  const kinds = JSON.parse(event.data);
  void refreshLogs(shops.value, kinds);
  if (kinds.includes("clock")) void readClock();
  if (kinds.some((kind) => kind === "stock" || kind === "product")) void refreshQuickActions();
});
