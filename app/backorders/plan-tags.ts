/** What becomes of an order's tags: only our own are ever removed. */
export interface TagChange {
  add: string[];
  remove: string[];
  /** Those of ours that it carries from then on. */
  own: string[];
}

/**
 * An order that waits carries the one tag, one that is ready the other, and one that is neither (sent, cancelled, never
 * waited) none. `own` are those that we put on it: a tag of the same name that the merchant put there stays.
 */
export function planTags(
  tags: readonly string[],
  { isWaiting, isReady, isCancelled }: { isWaiting: boolean; isReady: boolean; isCancelled: boolean },
  names: { waiting: string; ready: string } | null,
  own: readonly string[],
): TagChange {
  const wanted = names === null || isCancelled ? null : isWaiting ? names.waiting : isReady ? names.ready : null;
  const carried = own.filter((tag) => tags.includes(tag));
  const add = wanted !== null && !tags.includes(wanted) ? [wanted] : [];
  const remove = carried.filter((tag) => tag !== wanted);
  return { add, remove, own: [...carried.filter((tag) => tag === wanted), ...add] };
}
