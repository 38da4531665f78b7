import { HttpError, json, readJson, type Handler } from "../http.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { discountRoutes } from "./discount-routes.ts";
import { noticeRoutes } from "./notice-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { matchPath, type Route } from "./route.ts";
import { shapeRoutes } from "./shape-routes.ts";
import { shopRoutes } from "./shop-routes.ts";
import { collectionRoutes } from "./collection-routes.ts";
import { transferRoutes } from "./transfer-routes.ts";

const routes: Route[] = [
  ...shopRoutes,
  ...catalogueRoutes,
  ...collectionRoutes,
  ...orderRoutes,
  ...transferRoutes,
  ...noticeRoutes,
  ...discountRoutes,
  ...shapeRoutes,
];

/** The control API: what a person, the weather or time does to the shop. Tests and the control room call it. */
export const handleControl: Handler = async (request, emulator) => {
  const url = new URL(request.url);
  // Mail belongs to the mailbox, which answers it itself.
  if (!url.pathname.startsWith("/control/") || url.pathname === "/control/mail") return null;
  const methods: string[] = [];
  for (const route of routes) {
    const params = matchPath(route.path, url.pathname);
    if (!params) continue;
    if (route.method !== request.method) {
      methods.push(route.method);
      continue;
    }
    const body = request.method === "GET" ? {} : await readJson(request);
    return json((await route.run({ emulator, url, params, body })) ?? {});
  }
  if (methods.length > 0) throw new HttpError(405, `${url.pathname} takes ${[...new Set(methods)].join(", ")}`);
  throw new HttpError(404, `no control call ${request.method} ${url.pathname}; see store-emulator/README.md`);
};
