const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "{": "&#123;",
  "}": "&#125;",
  "%": "&#37;",
};

/** A text for a page that goes through Shopify's Liquid: neither markup nor Liquid of a product's title comes alive. */
export function escapeLiquid(text: string): string {
  return text.replace(/[&<>"'{}%]/g, (sign) => entities[sign] ?? sign);
}
