/** Runs work of one group one after the other, in the order in which it was asked for; groups do not wait for each other. */
export type InTurn = <Result>(group: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Turns for the jobs of one process. pg-boss counts the running jobs of a group as it fetches: two fetches at the same
 * instant may take one each, as when a killed worker's job comes back beside the one that was waiting behind it. Run side by
 * side they would do the same work twice, in each other's way.
 */
export function takeTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (group, work) => {
    const before = last.get(group) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(group, own);
    try {
      return await own;
    } finally {
      if (last.get(group) === own) last.delete(group);
    }
  };
}
