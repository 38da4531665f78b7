import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Liquid } from "liquidjs";
import { html } from "../http.ts";
import type { AdminCall } from "./admin-call.ts";

const engine = new Liquid({
  ownPropertyOnly: true,
  root: join(import.meta.dirname, "pages"),
  extname: ".liquid",
  cache: true,
});

export type AdminPageName = "frame" | "install" | "products" | "product" | "orders" | "order" | "theme";

/** One page of the admin, in its frame. */
export async function adminPage(
  call: AdminCall,
  page: AdminPageName,
  title: string,
  data: Record<string, unknown>,
): Promise<Response> {
  const { shop, root, emulator } = call;
  const scope = {
    ...data,
    page,
    title,
    root,
    app_root: `${root}/apps/${emulator.app.handle}`,
    app: { name: emulator.app.name, scopes: emulator.app.scopes },
    shop: { name: shop.name, domain: shop.domain },
  };
  const content = (await engine.renderFile(page, scope)) as string;
  return html((await engine.renderFile("layout", { ...scope, content })) as string);
}

/** A script or stylesheet of the admin; null where there is none of that name. */
export function adminAsset(name: string): Response | null {
  if (!/^[\w-]+\.(js|css)$/.test(name)) return null;
  try {
    const body = readFileSync(join(import.meta.dirname, name), "utf8");
    return new Response(body, { headers: { "content-type": name.endsWith(".css") ? "text/css" : "text/javascript" } });
  } catch {
    return null;
  }
}
