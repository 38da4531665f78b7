/** Of one line of a purchase order: what was asked for, what came, and what will not come any more. */
export interface LineUnits {
  orderedUnits: number;
  receivedUnits: number;
  /** Closed short. */
  closedUnits: number;
}

/** Still to come. */
export function openUnits({ orderedUnits, receivedUnits, closedUnits }: LineUnits): number {
  return Math.max(0, orderedUnits - receivedUnits - closedUnits);
}

/** Came although nobody had ordered them. */
export function overUnits({ orderedUnits, receivedUnits }: LineUnits): number {
  return Math.max(0, receivedUnits - orderedUnits);
}

/**
 * A line after units came; negative units take a mistake back. What comes after it was given up on was not lost after
 * all, so it lowers what is closed. Null: more would be taken back than ever came.
 */
export function afterReceipt<Line extends LineUnits>(line: Line, units: number): Line | null {
  const receivedUnits = line.receivedUnits + units;
  if (receivedUnits < 0) return null;
  const room = Math.max(0, line.orderedUnits - receivedUnits);
  return { ...line, receivedUnits, closedUnits: Math.min(line.closedUnits, room) };
}

/** The rest of the line will not come. */
export function afterClosingShort<Line extends LineUnits>(line: Line): Line {
  return { ...line, closedUnits: line.closedUnits + openUnits(line) };
}
