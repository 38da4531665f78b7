export interface Placed {
  supplierId: string;
  /** 1: preferred. */
  rank: number;
}

/**
 * The suppliers of a variant in their new order: `placed` stand where they ask to, the others keep their order around
 * them. So there is one preferred supplier, whoever was given its place last, and ranks run from 1 without a gap.
 */
export function rankSuppliers(present: readonly string[], placed: readonly Placed[]): string[] {
  const moved = new Set(placed.map(({ supplierId }) => supplierId));
  const order = present.filter((supplierId) => !moved.has(supplierId));
  for (const { supplierId, rank } of placed.toSorted((one, other) => one.rank - other.rank))
    order.splice(Math.max(0, rank - 1), 0, supplierId);
  return order;
}
