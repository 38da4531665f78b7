import { Liquid, LiquidError, Tag, type TagToken, type TopLevelToken } from "liquidjs";

/** Where a template can't be read or rendered; lines and columns from 1. */
export interface TemplateFault {
  field: "subject" | "body";
  line: number;
  column: number;
  message: string;
}

export type Rendered = { ok: true; text: string } | { ok: false; line: number; column: number; message: string };

/** A mail's own blocks, as tags: made of what is told, not of the template's words. */
const blockTags = ["items", "question", "answer", "given"] as const;

const longestTemplate = 60_000;

/**
 * Renders a merchant's template with strict limits: no files, no other templates, a bound on time, memory and length, and
 * every value escaped. What is misspelt is a fault, not silence.
 */
export function renderLiquid(
  source: string,
  values: Record<string, unknown>,
  { isHtml }: { isHtml: boolean },
): Rendered {
  if (source.length > longestTemplate)
    return { ok: false, line: 1, column: 1, message: `The template is longer than ${longestTemplate} characters` };
  try {
    return { ok: true, text: String((isHtml ? htmlEngine : textEngine).parseAndRenderSync(source, values)) };
  } catch (error) {
    return { ok: false, ...faultOf(error) };
  }
}

function makeEngine(isHtml: boolean): Liquid {
  const engine = new Liquid({
    ...(isHtml ? { outputEscape: "escape" as const } : {}),
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    parseLimit: longestTemplate,
    renderLimit: 500,
    memoryLimit: 2_000_000,
    // None: a mail is one template, and reads no file.
    templates: {},
  });
  for (const name of ["include", "render", "layout", "block"]) delete engine.tags[name];
  for (const name of blockTags) engine.registerTag(name, blockTag(name));
  return engine;
}

const htmlEngine = makeEngine(true);
const textEngine = makeEngine(false);

function blockTag(name: string) {
  return class extends Tag {
    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
      super(token, rest, liquid);
    }
    *render(context: { getSync(path: string[]): unknown }): Generator<unknown, string, unknown> {
      const blocks = context.getSync(["blocks"]) as Record<string, string>;
      return blocks[name] ?? "";
    }
  };
}

function faultOf(error: unknown): { line: number; column: number; message: string } {
  if (!LiquidError.is(error)) return { line: 1, column: 1, message: "The template can't be rendered" };
  const [line = 1, column = 1] = "token" in error ? error.token.getPosition() : [];
  // The library repeats the place and an excerpt of the source behind its message.
  return { line, column, message: error.message.replace(/, file:.*$|, line:\d+.*$/s, "") };
}
