import { badRequest, type Args, type Context, type Fields } from "./context.ts";

export type Connection = { nodes: unknown[]; cursors: string[]; hasNextPage: boolean; hasPreviousPage: boolean };

type SortValue = string | number;

const maxPage = 250;

const encodeCursor = (id: SortValue, value: SortValue): string =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64");

function decodeCursor(cursor: unknown): { id: SortValue; value: SortValue } {
  try {
    const decoded = JSON.parse(Buffer.from(String(cursor), "base64").toString()) as {
      last_id?: SortValue;
      last_value?: SortValue;
    };
    if (decoded.last_id !== undefined && decoded.last_value !== undefined)
      return { id: decoded.last_id, value: decoded.last_value };
  } catch {
    // Said below.
  }
  throw badRequest(`Invalid cursor for current pagination sort.`);
}

const compare = (a: SortValue, b: SortValue): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Pages through records as Shopify does: by `first`/`after` or `last`/`before`, ordered by a value and then the id. A
 * cursor holds both, so a page stays right when a record before it is removed meanwhile.
 */
export function connect<T extends object>(
  records: Iterable<T>,
  args: Args,
  context: Context,
  order: { id: (record: T) => SortValue; value?: (record: T) => SortValue },
): Connection {
  const valueOf = order.value ?? order.id;
  const all = [...records];
  if (context.isBulk) return { nodes: all, cursors: [], hasNextPage: false, hasPreviousPage: false };
  const first = args.first as number | null | undefined;
  const last = args.last as number | null | undefined;
  if (first == null && last == null) throw badRequest("you must provide one of first or last");
  if (first != null && last != null) throw badRequest("providing both first and last is not supported");
  const size = (first ?? last)!;
  if (size < 0) throw badRequest(`${first == null ? "last" : "first"} cannot be less than 0`);
  if (size > maxPage) throw badRequest(`${first == null ? "last" : "first"} cannot exceed ${maxPage}`);
  const direction = args.reverse === true ? -1 : 1;
  all.sort((a, b) => direction * (compare(valueOf(a), valueOf(b)) || compare(order.id(a), order.id(b))));
  let from = 0;
  let to = all.length;
  const place = (cursor: unknown, isAfter: boolean): number => {
    const { id, value } = decodeCursor(cursor);
    const found = all.findIndex((record) => {
      const side = direction * (compare(valueOf(record), value) || compare(order.id(record), id));
      return isAfter ? side > 0 : side >= 0;
    });
    return found < 0 ? all.length : found;
  };
  if (args.after != null) from = place(args.after, true);
  if (args.before != null) to = place(args.before, false);
  if (first != null) to = Math.min(to, from + size);
  else from = Math.max(from, to - size);
  const nodes = all.slice(from, Math.max(from, to));
  return {
    nodes,
    cursors: nodes.map((record) => encodeCursor(order.id(record), valueOf(record))),
    hasNextPage: to < all.length,
    hasPreviousPage: from > 0,
  };
}

/** Served for every type whose name ends in Connection. */
export const connectionFields: Fields<Connection> = {
  nodes: (connection) => connection.nodes,
  edges: (connection) =>
    connection.nodes.map((node, index) => ({ node, cursor: connection.cursors[index] ?? String(index) })),
  pageInfo: (connection) => connection,
};

/** Served for every type whose name ends in Edge. */
export const edgeFields: Fields<{ node: unknown; cursor: string }> = {
  node: (edge) => edge.node,
  cursor: (edge) => edge.cursor,
};

export const pageInfoFields: Fields<Connection> = {
  hasNextPage: (page) => page.hasNextPage,
  hasPreviousPage: (page) => page.hasPreviousPage,
  startCursor: (page) => page.cursors[0] ?? null,
  endCursor: (page) => page.cursors.at(-1) ?? null,
};
