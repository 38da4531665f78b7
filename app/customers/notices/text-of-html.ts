const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#34": '"', nbsp: " " };

/** The text part of a mail, from the same HTML: paragraphs, lines, lists, and links with their addresses. */
export function textOfHtml(html: string): string {
  return (
    html
      .replace(/<(style|script|title|head)\b[\s\S]*?<\/\1>/gi, "")
      .replace(/\s+/g, " ")
      .replace(
        /<a\b[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi,
        (_, href: string, words: string) => `${words}: ${href}`,
      )
      .replace(/<(br|\/p|\/h\d|\/tr|\/div|\/li|\/ul|\/ol)\b[^>]*>/gi, (_, tag: string) =>
        /^(br|\/tr|\/div|\/li)$/i.test(tag) ? "\n" : "\n\n",
      )
      .replace(/<li\b[^>]*>/gi, "- ")
      .replace(/<[^>]+>/g, "")
      .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? numeric(name) ?? whole)
      .split("\n")
      .map((line) => line.trim())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim() + "\n"
  );
}

function numeric(name: string): string | null {
  const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1];
  const decimal = /^#(\d+)$/.exec(name)?.[1];
  const point = code !== undefined ? parseInt(code, 16) : decimal !== undefined ? Number(decimal) : NaN;
  return Number.isInteger(point) && point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : null;
}
