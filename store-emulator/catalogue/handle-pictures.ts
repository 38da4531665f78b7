import type { Handler } from "../http.ts";
import { drawPicture } from "./draw-picture.ts";

/** GET /pictures/{handle}.svg: the built-in catalogue's pictures, drawn here so that no other host is asked. */
export const handlePictures: Handler = (request, emulator) => {
  const match = /^\/pictures\/([a-z0-9-]+)\.svg$/.exec(new URL(request.url).pathname);
  if (!match || request.method !== "GET") return null;
  const handle = match[1]!;
  for (const shop of emulator.shops.values())
    for (const product of shop.products.values())
      if (product.handle === handle)
        return new Response(drawPicture(handle, product.productType, product.title), {
          headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=3600" },
        });
  return new Response("Not found", { status: 404 });
};
