/** What a shopper reads in a rendered block, and what would go with the order. Null: the block shows nothing. */
export interface Told {
  status: string;
  line: string;
  properties: Record<string, string>;
}

export function readTold(html: string): Told | null {
  if (!html.includes("<arrivo-promise") || /<arrivo-promise[^>]*\shidden\s/.test(html)) return null;
  const inputs = html.matchAll(/<input type="hidden" name="properties\[(.*?)\]" value="(.*?)"[^>]*?( disabled)?>/g);
  return {
    status: unescape(/class="arrivo__status"[^>]*>(.*?)<\/p>/.exec(html)?.[1] ?? ""),
    line: unescape(/class="arrivo__line">(.*?)<\/p>/.exec(html)?.[1] ?? ""),
    properties: Object.fromEntries(
      [...inputs].filter((one) => one[3] === undefined).map((one) => [unescape(one[1] ?? ""), unescape(one[2] ?? "")]),
    ),
  };
}

function unescape(text: string): string {
  const named = { "&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">" };
  return Object.entries(named)
    .reduce((result, [from, to]) => result.replaceAll(from, to), text)
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
