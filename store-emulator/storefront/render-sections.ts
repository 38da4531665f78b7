import { MAIN_SECTION_ID, type PageContext } from "./page-context.ts";
import { pageAt } from "./page-at.ts";
import { renderPage } from "./render-page.ts";

/** Shopify renders up to five sections a request; one that the page does not have is null. */
export async function renderSections(
  context: PageContext,
  wanted: unknown,
): Promise<{ sections?: Record<string, string | null> }> {
  if (wanted === undefined || wanted === null || wanted === "") return {};
  const ids = (Array.isArray(wanted) ? wanted.map(String) : String(wanted).split(",")).slice(0, 5);
  const page = pageAt(context, context.url.pathname.slice(context.root.length));
  const rendered = page ? (await renderPage(context, page)).section : null;
  return { sections: Object.fromEntries(ids.map((id) => [id, id === MAIN_SECTION_ID ? rendered : null])) };
}
