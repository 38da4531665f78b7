import { makeEngine } from "./make-engine.ts";
import { MAIN_SECTION_ID, pageGlobals, type PageContext, type PageType } from "./page-context.ts";
import type { Product, Variant } from "../state.ts";
import { appBlocks } from "./render-app-blocks.ts";
import { themeLocales, themeTemplates } from "./read-theme.ts";

export type Page = {
  type: PageType;
  product?: Product;
  variant?: Variant | null;
  /** Liquid that an app's own page answers with, in place of the theme's template. */
  source?: string;
  /** What only this page's template reads. */
  data?: Record<string, unknown>;
};

export type RenderedPage = { section: string; document: () => Promise<string> };

/**
 * Renders a page's main section, and the whole document when it is asked for: a theme that refreshes a section asks
 * for the section alone. Pages under the theme's `{type}.liquid`, framed by its `layout.liquid`.
 */
export async function renderPage(context: PageContext, page: Page): Promise<RenderedPage> {
  const { shop, theme, root, locale, emulator } = context;
  const globals = pageGlobals(context, page.type, page);
  const blocks = appBlocks(context, { ...globals, ...page.data });
  const templates = themeTemplates(theme.style);
  const engine = makeEngine(
    { emulator, shop, locale, locales: themeLocales, defaultLocale: "en", assetUrl: (name) => `${root}/theme/${name}` },
    templates,
    theme.style,
  );
  const scope = {
    ...globals,
    ...page.data,
    is_variant_unavailable: page.variant === undefined && context.url.searchParams.has("option_values"),
    section: { id: MAIN_SECTION_ID, settings: {} },
    render_app_blocks: {
      render: (closestProduct: unknown) =>
        closestProduct === undefined
          ? blocks.renderArea(page.type === "cart" ? "cart" : "product", globals["product"])
          : blocks.renderArea("card", closestProduct),
    },
  };
  const main =
    page.source === undefined
      ? await engine.renderFile(page.type, {}, { globals: scope })
      : await engine.parseAndRender(page.source, {}, { globals: scope });
  const section = `<section id="shopify-section-${MAIN_SECTION_ID}" class="shopify-section">${main}</section>`;
  const document = async () => {
    const [embedsInHead, embedsInBody] = [await blocks.renderEmbeds("head"), await blocks.renderEmbeds("body")];
    return engine.parseAndRender(
      templates["layout"] ?? "",
      {},
      {
        globals: {
          ...scope,
          content_for_layout: section,
          content_for_header: `${blocks.head()}${embedsInHead}`,
          content_for_body_end: embedsInBody,
        },
      },
    );
  };
  return { section, document };
}
