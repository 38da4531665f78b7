import type { ArrivoMetafield, PromiseSegment } from "./metafield.ts";

export interface ShiftedPromise {
  nowUnits: number;
  segments: PromiseSegment[];
  leftUnits: number | null;
}

/**
 * A published promise, moved on by what was sold since (the arithmetic of `metafield.ts`). Live stock above `seen` never
 * makes a promise longer: it only lets more units ship now.
 */
export function shiftPromise(metafield: ArrivoMetafield, liveUnits: number): ShiftedPromise {
  const heldBackUnits = metafield.buffer ?? 0;
  const nowUnits = Math.max(0, liveUnits - heldBackUnits);
  const shortBefore = Math.max(0, heldBackUnits - metafield.seen);
  const shortNow = Math.max(0, heldBackUnits - liveUnits);
  const soldUnits = Math.max(0, metafield.seen - liveUnits);
  return {
    nowUnits,
    segments: dropUnits(metafield.segments, Math.max(0, shortNow - shortBefore)),
    // What is in stock can be bought, whatever was left when this was decided.
    leftUnits: metafield.left === null ? null : Math.max(0, liveUnits, metafield.left - soldUnits),
  };
}

function dropUnits(segments: readonly PromiseSegment[], units: number): PromiseSegment[] {
  let gone = units;
  const rest: PromiseSegment[] = [];
  for (const segment of segments) {
    if (segment.units === null) {
      rest.push(segment);
      break;
    }
    const left = Math.max(0, segment.units - gone);
    gone = Math.max(0, gone - segment.units);
    if (left > 0) rest.push({ ...segment, units: left });
  }
  return rest;
}
