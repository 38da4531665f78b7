import { badRequest } from "./context.ts";

/** What one `field:value` of a search asks of a record; `comparison` is `:`, `:>`, `:>=`, `:<` or `:<=`. */
export type Filter<T> = (record: T, comparison: string, value: string) => boolean;

export type Filters<T> = {
  fields: Record<string, Filter<T>>;
  /** A bare word. */
  text: (record: T, word: string) => boolean;
};

type Token =
  | { kind: "(" | ")" | "AND" | "OR" | "NOT" }
  | { kind: "term"; field: string | null; comparison: string; value: string };

type Predicate<T> = (record: T) => boolean;

const tokenPattern =
  /\s*(?:(\()|(\))|(AND|OR|NOT)(?=[\s(]|$)|(-)?(?:([a-z_]+)(:(?:>=|<=|>|<)?))?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s()]+))/gy;

const unquote = (text: string): string =>
  /^(['"]).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < query.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(query);
    if (!match) throw badRequest(`the search cannot be read from "${query.slice(at)}"`);
    const [, open, close, word, minus, field, comparison, value] = match;
    if (open) tokens.push({ kind: "(" });
    else if (close) tokens.push({ kind: ")" });
    else if (word) tokens.push({ kind: word as "AND" | "OR" | "NOT" });
    else {
      if (minus) tokens.push({ kind: "NOT" });
      tokens.push({ kind: "term", field: field ?? null, comparison: comparison ?? ":", value: unquote(value ?? "") });
    }
  }
  return tokens;
}

/**
 * Compiles Shopify's search syntax: terms joined by a blank or AND, OR, NOT or `-`, parentheses, quotes and
 * comparisons. Shopify ignores a filter it does not know, which hides mistakes; here it is an error that names it.
 */
export function compileSearch<T>(query: unknown, filters: Filters<T>): Predicate<T> {
  if (typeof query !== "string" || query.trim() === "") return () => true;
  const tokens = tokenize(query);
  let place = 0;

  function any(): Predicate<T> {
    const branches = [all()];
    while (tokens[place]?.kind === "OR") {
      place += 1;
      branches.push(all());
    }
    return branches.length === 1 ? branches[0]! : (record) => branches.some((branch) => branch(record));
  }

  function all(): Predicate<T> {
    const parts = [one()];
    for (;;) {
      const kind = tokens[place]?.kind;
      if (kind === undefined || kind === "OR" || kind === ")") break;
      if (kind === "AND") place += 1;
      parts.push(one());
    }
    return parts.length === 1 ? parts[0]! : (record) => parts.every((part) => part(record));
  }

  function one(): Predicate<T> {
    const token = tokens[place];
    place += 1;
    if (token?.kind === "NOT") {
      const inner = one();
      return (record) => !inner(record);
    }
    if (token?.kind === "(") {
      const inner = any();
      if (tokens[place]?.kind !== ")") throw badRequest(`the search "${query as string}" lacks a closing parenthesis`);
      place += 1;
      return inner;
    }
    if (token?.kind !== "term") throw badRequest(`the search "${query as string}" cannot be read`);
    return term(token);
  }

  function term({ field, comparison, value }: Token & { kind: "term" }): Predicate<T> {
    if (field === null) return (record) => filters.text(record, value.toLowerCase());
    const filter = filters.fields[field];
    if (!filter)
      throw badRequest(
        `the emulator does not know the search filter "${field}"; it knows ${Object.keys(filters.fields).join(", ")}`,
      );
    return (record) => filter(record, comparison, value);
  }

  const compiled = any();
  if (place < tokens.length) throw badRequest(`the search "${query}" cannot be read`);
  return compiled;
}

const numeric = (value: string): number => Number(value.replace(/^gid:\/\/shopify\/\w+\//, ""));

function holds(actual: number, comparison: string, wanted: number): boolean {
  switch (comparison) {
    case ":>":
      return actual > wanted;
    case ":>=":
      return actual >= wanted;
    case ":<":
      return actual < wanted;
    case ":<=":
      return actual <= wanted;
    default:
      return actual === wanted;
  }
}

export const byNumber =
  <T>(read: (record: T) => number): Filter<T> =>
  (record, comparison, value) => {
    const wanted = numeric(value);
    if (Number.isNaN(wanted)) throw badRequest(`"${value}" is not a number`);
    return holds(read(record), comparison, wanted);
  };

/** Instants to the second, as Shopify stores them; a date without time is its first moment. */
export const byInstant =
  <T>(read: (record: T) => number | null): Filter<T> =>
  (record, comparison, value) => {
    const wanted = Date.parse(value);
    if (Number.isNaN(wanted)) throw badRequest(`"${value}" is not a date`);
    const actual = read(record);
    return actual !== null && holds(Math.floor(actual / 1000) * 1000, comparison, wanted);
  };

/** A word, whole or by a leading part with `*`; commas give alternatives. */
export const byWord =
  <T>(read: (record: T) => string | null | readonly string[]): Filter<T> =>
  (record, _comparison, value) => {
    const actual = read(record);
    const words = (typeof actual === "string" ? [actual] : (actual ?? [])).map((word) => word.toLowerCase());
    return value
      .toLowerCase()
      .split(",")
      .some((wanted) =>
        wanted.endsWith("*")
          ? words.some((word) => word.startsWith(wanted.slice(0, -1)))
          : words.includes(wanted.trim()),
      );
  };

export const byFlag =
  <T>(read: (record: T) => boolean): Filter<T> =>
  (record, _comparison, value) =>
    read(record) === (value.toLowerCase() === "true");
