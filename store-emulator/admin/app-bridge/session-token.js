import { adminOrigin, isFramed, ask } from "./connection.js";
import { config } from "./config.js";

// A fresh session token for each request to the app's own server, and one retry where the server says it was too old.
export const idToken = () => ask("id-token");
const nativeFetch = window.fetch.bind(window);
const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
const LEAVE = "X-Shopify-API-Request-Failure-Reauthorize-Url";

window.fetch = async (input, init = {}) => {
  const request = new Request(input, init);
  if (new URL(request.url).origin !== location.origin || !isFramed) return nativeFetch(request);
  const again = request.clone();
  const send = async (each) => {
    if (!each.headers.has("Authorization")) each.headers.set("Authorization", `Bearer ${await idToken()}`);
    each.headers.set("X-Requested-With", "XMLHttpRequest");
    return nativeFetch(each);
  };
  const response = await send(request);
  const leaveTo = response.headers.get(LEAVE);
  if (leaveTo) window.open(leaveTo, "_top");
  return response.status === 401 && response.headers.get(RETRY) === "1" ? send(again) : response;
};

// The library's bounce page holds nothing but this script: it goes back to where the shopper of the admin wanted to be.
const reload = new URLSearchParams(location.search).get("shopify-reload");
if (reload && isFramed) {
  const back = new URL(reload, location.href);
  if (back.origin === location.origin)
    void idToken().then((token) => {
      back.searchParams.set("id_token", token);
      location.replace(back);
    });
}

// An embedded app that is opened on its own goes into the admin, as App Bridge does.
if (!isFramed && config.shop) {
  const path = location.pathname.replace(/^\/app(?=\/|$)/, "");
  location.replace(`${adminOrigin}/admin/${config.shop}/apps/arrivo${path}`);
}
