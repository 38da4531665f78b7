import type { ChangedPage } from "../shops/catalogue-port.ts";

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Follows a connection's cursors to the end. */
export async function* allPages<Node>(read: (after: string | null) => Promise<Page<Node>>): AsyncGenerator<Node[]> {
  for await (const { found } of pagesFrom(null, read)) if (found.length > 0) yield found;
}

/** The same from a cursor on, each page with the cursor of the next, for work that may be interrupted. */
export async function* pagesFrom<Node>(
  start: string | null,
  read: (after: string | null) => Promise<Page<Node>>,
): AsyncGenerator<ChangedPage<Node>> {
  let after = start;
  for (;;) {
    const { nodes, pageInfo }: Page<Node> = await read(after);
    const next: string | null = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    yield { found: nodes, next };
    if (next === null) return;
    after = next;
  }
}
