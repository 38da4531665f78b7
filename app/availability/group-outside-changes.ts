/** More than this within `importMs` is no person: it is an import. */
const mostByHand = 10;
const importMs = 10 * 60_000;

export interface OutsideChanges<Change> {
  /** Each: when it began, and what it changed. */
  imports: { at: Date; changes: Change[] }[];
  byHand: Change[];
}

/** Parts the changes that an import made, many within ten minutes, from those of a person. `changes`: by time. */
export function groupOutsideChanges<Change extends { seenAt: Date }>(
  changes: readonly Change[],
): OutsideChanges<Change> {
  const groups: OutsideChanges<Change> = { imports: [], byHand: [] };
  let start = 0;
  while (start < changes.length) {
    const first = changes[start];
    if (first === undefined) break;
    const end = changes.findIndex(
      ({ seenAt }, at) => at > start && seenAt.getTime() > first.seenAt.getTime() + importMs,
    );
    const together = changes.slice(start, end === -1 ? changes.length : end);
    const last = groups.imports.at(-1);
    const lastSeenAt = last?.changes.at(-1)?.seenAt.getTime() ?? -Infinity;
    // An import that takes longer than ten minutes is still one.
    if (last !== undefined && first.seenAt.getTime() <= lastSeenAt + importMs) {
      last.changes.push(first);
      start += 1;
    } else if (together.length > mostByHand) {
      groups.imports.push({ at: first.seenAt, changes: together });
      start += together.length;
    } else {
      groups.byHand.push(first);
      start += 1;
    }
  }
  return groups;
}
