interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Follows a connection's cursors to the end. */
export async function* allPages<Node>(read: (after: string | null) => Promise<Page<Node>>): AsyncGenerator<Node[]> {
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo }: Page<Node> = await read(after);
    if (nodes.length > 0) yield nodes;
    if (!pageInfo.hasNextPage || pageInfo.endCursor == null) return;
    after = pageInfo.endCursor;
  }
}
