import type { Liquid } from "liquidjs";
import { makeEngine } from "./make-engine.ts";
import { MAIN_SECTION_ID, type PageContext } from "./page-context.ts";
import { readExtension, type Extension, type ExtensionBlock } from "./read-extension.ts";

type BlockArea = "product" | "card" | "cart";

export type AppBlocks = {
  /** The blocks placed in an area, in the merchant's order, each in the wrapper that Shopify gives it. */
  renderArea(area: BlockArea, closestProduct: unknown): Promise<string>;
  renderEmbeds(target: "head" | "body"): Promise<string>;
  /** Stylesheets and scripts of every block rendered so far, once each, as in `content_for_header`. */
  head(): string;
};

/** A theme has one list of placed blocks: those for cards and the cart are named so (`card-badge`, `cart-dates`), all others are the product page's. */
const areaOf = (block: ExtensionBlock): BlockArea =>
  block.handle.startsWith("card-") ? "card" : block.handle.startsWith("cart-") ? "cart" : "product";

const settingsOf = (block: ExtensionBlock, chosen: Record<string, unknown>): Record<string, unknown> => {
  const defaults = block.schema.settings.flatMap((setting): [string, unknown][] =>
    setting.id === undefined ? [] : [[setting.id, setting.default ?? (setting.type === "checkbox" ? false : null)]],
  );
  return { ...Object.fromEntries(defaults), ...chosen };
};

const isAvailable = async (engine: Liquid, block: ExtensionBlock, globals: Record<string, unknown>): Promise<boolean> =>
  block.schema.available_if === undefined ||
  (await engine.parseAndRender(block.schema.available_if, {}, { globals })).trim() === "true";

/** Prepares the app's blocks for one page. `globals` are the page's Liquid objects. */
export function appBlocks(context: PageContext, globals: Record<string, unknown>): AppBlocks {
  const { shop, theme, root, locale, emulator } = context;
  const extension: Extension = readExtension(context.extensionDir);
  const assetUrl = (name: string) => `${root}/ext/assets/${name}`;
  const { locales, defaultLocale } = extension;
  const engine = makeEngine(
    { emulator, shop, locale, locales, defaultLocale, assetUrl },
    extension.templates,
    "extension",
  );
  const used = new Set<ExtensionBlock>();

  const placed = (names: string[], keep: (block: ExtensionBlock) => boolean): ExtensionBlock[] =>
    shop.installation === null ? [] : names.flatMap((name) => extension.blocks.get(name) ?? []).filter(keep);

  const renderBlock = async (block: ExtensionBlock, closestProduct: unknown): Promise<string> => {
    if (!(await isAvailable(engine, block, globals))) return "";
    used.add(block);
    const id = `A${block.handle.replace(/\W/g, "_")}_1`;
    const scope = {
      ...globals,
      section: { id: MAIN_SECTION_ID, settings: {} },
      closest: { product: closestProduct ?? null },
      block: {
        id,
        type: `shopify://apps/${emulator.app.handle}/blocks/${block.handle}/${emulator.app.apiKey}`,
        settings: settingsOf(block, theme.blockSettings[block.handle] ?? {}),
        shopify_attributes: "",
      },
    };
    // As on Shopify, a block's error is printed in its place and the page goes on.
    const inner = await (engine.renderFile(`blocks/${block.handle}`, {}, { globals: scope }) as Promise<string>).catch(
      (error: unknown) => `Liquid error: ${error instanceof Error ? error.message.replace(/</g, "&lt;") : "unknown"}`,
    );
    const isSection = block.schema.target === "section";
    if (!isSection && block.schema.target !== "body") return inner;
    const classes = `${isSection ? "shopify-block shopify-app-block" : "shopify-block shopify-app-embed"} ${block.schema.class ?? ""}`;
    const tag = block.schema.tag ?? "div";
    return `<${tag} id="shopify-block-${id}" class="${classes.trim()}">${inner}</${tag}>`;
  };

  return {
    renderArea: async (area, closestProduct) => {
      const blocks = placed(theme.blocks, (block) => block.schema.target === "section" && areaOf(block) === area);
      return (await Promise.all(blocks.map((block) => renderBlock(block, closestProduct)))).join("");
    },
    renderEmbeds: async (target) => {
      const embeds = placed(theme.embeds, (block) => block.schema.target === target);
      return (await Promise.all(embeds.map((block) => renderBlock(block, globals["product"])))).join("");
    },
    head: () => {
      const styles = new Set([...used].flatMap((block) => block.schema.stylesheet ?? []));
      const scripts = new Set([...used].flatMap((block) => block.schema.javascript ?? []));
      return [
        ...[...styles].map((name) => `<link href="${assetUrl(name)}" rel="stylesheet" type="text/css" media="all">`),
        ...[...scripts].map((name) => `<script src="${assetUrl(name)}" type="text/javascript" defer="defer"></script>`),
        ...[...used].flatMap((block) => (block.inlineCss ? [`<style>${block.inlineCss}</style>`] : [])),
        ...[...used].flatMap((block) => (block.inlineJs ? [`<script defer>${block.inlineJs}</script>`] : [])),
      ].join("\n");
    },
  };
}
