import { Hash, Tag } from "liquidjs";
import type { Context, Emitter, Liquid, Parser, TagToken, Template, TopLevelToken } from "liquidjs";

/** A tag whose content only an editor reads: it renders nothing. */
const swallow = (end: string) =>
  class extends Tag {
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      while (remaining.length > 0) {
        const next = remaining.shift() as TopLevelToken & { name?: string };
        if (next.name === end) return;
      }
      throw new Error(`tag ${token.getText()} not closed`);
    }
    override render(): void {}
  };

/** `{% content_for 'blocks' %}`: the app blocks that the merchant placed here, with what the tag hands them (`closest.product`). */
class ContentForTag extends Tag {
  readonly #closest: Hash;
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.#closest = new Hash(token.args.replace(/^\s*'blocks'\s*,?/, "").replace(/closest\./g, "closest_"));
  }
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const given = (yield this.#closest.render(context)) as { closest_product?: unknown };
    const renderBlocks = context.getSync(["render_app_blocks"]);
    if (typeof renderBlocks !== "object" || renderBlocks === null || !("render" in renderBlocks)) return;
    const render = renderBlocks.render as (closestProduct: unknown) => Promise<string>;
    emitter.write(yield render(given.closest_product) as unknown);
  }
}

/** `{% form 'product', product %}`: Shopify's form with its hidden fields. */
class FormTag extends Tag {
  readonly #attributes: Hash;
  readonly #templates: Template[] = [];
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    this.#attributes = new Hash(token.args.replace(/^\s*'product'\s*,\s*product\s*,?/, ""));
    while (remaining.length > 0) {
      const next = remaining.shift() as TopLevelToken & { name?: string };
      if (next.name === "endform") return;
      this.#templates.push(parser.parseToken(next, remaining));
    }
    throw new Error(`tag ${token.getText()} not closed`);
  }
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const given = (yield this.#attributes.render(context)) as Record<string, unknown>;
    const { cart_add_url } = context.getSync(["routes"]) as { cart_add_url: string };
    const attributes = Object.entries(given).map(([name, value]) => ` ${name.replace(/_/g, "-")}="${String(value)}"`);
    emitter.write(
      `<form method="post" action="${cart_add_url}" accept-charset="UTF-8" enctype="multipart/form-data"${attributes.join("")}>` +
        '<input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓">',
    );
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    emitter.write("</form>");
  }
}

/** Registers Shopify's own tags. */
export function registerTags(engine: Liquid): void {
  for (const name of ["schema", "doc", "javascript", "stylesheet"]) engine.registerTag(name, swallow(`end${name}`));
  engine.registerTag("content_for", ContentForTag);
  engine.registerTag("form", FormTag);
}
