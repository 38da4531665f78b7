export interface FrameSettings {
  FRAME_ANCESTORS?: string | undefined;
  APP_BRIDGE_URL?: string | undefined;
}

/**
 * The library lets only the shop and Shopify's admin frame the app, and preloads Shopify's App Bridge. Where another admin
 * stands in for it (never in production), that one may frame it too, and Shopify's script is not fetched.
 */
export function adjustDocumentHeaders(headers: Headers, { FRAME_ANCESTORS, APP_BRIDGE_URL }: FrameSettings): void {
  const policy = headers.get("Content-Security-Policy");
  if (policy !== null && FRAME_ANCESTORS !== undefined) {
    headers.set(
      "Content-Security-Policy",
      policy.replace(/frame-ancestors ([^;]*)/, `frame-ancestors $1 ${FRAME_ANCESTORS}`),
    );
  }
  if (APP_BRIDGE_URL !== undefined) headers.delete("Link");
}
