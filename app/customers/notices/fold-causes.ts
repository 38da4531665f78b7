import type { ShipWindow } from "../../supply/day.ts";
import type { CauseDetails } from "./notice-cause.ts";
import { type NoticeKind, weightiest } from "./notice-kind.ts";

/** A cause as it is stored, oldest first. */
export interface NotedCause {
  kind: NoticeKind;
  lineId: string | null;
  details: CauseDetails;
  caseId: string | null;
}

/** All that one mail says of a line, in the order in which it is said. */
export interface ToldLine {
  lineId: string;
  cancelledUnits: number;
  shippedUnits: number;
  isReady: boolean;
  readyUnits: number;
  move: { kind: MoveKind; units: number; before: ShipWindow | null; after: ShipWindow | null } | null;
}
type MoveKind = Extract<NoticeKind, "keep-or-cancel" | "delayed" | "earlier" | "placed" | "on-time">;

export interface ToldOrder {
  kind: NoticeKind;
  lines: ToldLine[];
  /** The case that is asked about; null: nothing is asked. */
  caseId: string | null;
  /** The customer's last answer that is confirmed here. */
  choice: string | null;
  /** What the customer is given: their ids. */
  compensationIds: string[];
}

/**
 * What is left to say of all that was noted for one mail: moves of one line become one, what shipped or was cancelled
 * whole is no longer late, and a date that came back to what the customer knows is not told at all. Null: nothing is.
 * @param openCases those that still wait for an answer.
 * @param given compensations that are still the customer's to use.
 */
export function foldCauses(
  causes: readonly NotedCause[],
  openCases: ReadonlySet<string>,
  given: ReadonlySet<string> = new Set(),
): ToldOrder | null {
  const lines = new Map<string, ToldLine & { isOver: boolean }>();
  const kinds: NoticeKind[] = [];
  let caseId: string | null = null;
  let choice: string | null = null;
  const compensationIds: string[] = [];
  for (const cause of causes) {
    const isAsked = cause.caseId !== null && openCases.has(cause.caseId);
    if (isAsked && (cause.kind === "keep-or-cancel" || cause.kind === "reminder")) caseId = cause.caseId;
    if (cause.kind === "reminder" && isAsked) kinds.push("reminder");
    if (cause.kind === "answered") {
      kinds.push("answered");
      choice = cause.details.choice ?? null;
    }
    const { compensationId } = cause.details;
    if ((cause.kind === "compensated" || cause.kind === "rewarded") && given.has(compensationId ?? "")) {
      kinds.push(cause.kind);
      compensationIds.push(compensationId ?? "");
    }
    if (cause.lineId === null) {
      if (cause.kind === "cancelled") kinds.push("cancelled");
      continue;
    }
    const line = lines.get(cause.lineId) ?? newLine(cause.lineId);
    lines.set(cause.lineId, line);
    noteOn(line, cause, isAsked);
  }
  const told = [...lines.values()].map(({ isOver, ...line }) => ({
    ...line,
    isReady: line.isReady && !isOver,
    move: isOver || line.isReady ? null : line.move,
  }));
  const said = told.filter((line) => kindsOf(line).length > 0);
  kinds.push(...said.flatMap(kindsOf));
  // A question stays one though the date it was about is told no more.
  if (caseId !== null && !kinds.includes("keep-or-cancel") && !kinds.includes("reminder")) caseId = null;
  const kind = weightiest(kinds);
  return kind === null ? null : { kind, lines: said, caseId, choice, compensationIds };
}

const newLine = (lineId: string) => ({
  lineId,
  cancelledUnits: 0,
  shippedUnits: 0,
  isReady: false,
  readyUnits: 0,
  isOver: false,
  move: null,
});

function noteOn(line: ToldLine & { isOver: boolean }, { kind, details }: NotedCause, isAsked: boolean): void {
  const units = details.units ?? 0;
  switch (kind) {
    case "shipped":
      line.shippedUnits += units;
      line.isOver ||= details.isLast === true;
      return;
    case "cancelled":
      line.cancelledUnits += units;
      line.isOver ||= details.isLast === true;
      return;
    case "ready":
      line.isReady = true;
      line.readyUnits = units;
      return;
    case "answered":
    case "reminder":
    case "compensated":
    case "rewarded":
      return;
    default:
      line.move = nextMove(line.move, isAsked || kind !== "keep-or-cancel" ? kind : "delayed", details);
  }
}

function nextMove(earlier: ToldLine["move"], kind: MoveKind, details: CauseDetails): ToldLine["move"] {
  const units = details.units ?? earlier?.units ?? 0;
  const after = details.after ?? null;
  if (earlier === null) return { kind, units, before: details.before ?? null, after };
  // The customer has heard nothing of the order's dates yet: the newest is the first.
  if (earlier.kind === "placed") return { kind: "placed", units, before: null, after };
  if (kind === "on-time") return earlier;
  const before = earlier.kind === "on-time" ? (details.before ?? null) : earlier.before;
  if (before?.from === after?.from && before?.to === after?.to) return null;
  const isLater = after === null || (before !== null && after.to > before.to);
  if (!isLater) return { kind: "earlier", units, before, after };
  const isAsked = kind === "keep-or-cancel" || earlier.kind === "keep-or-cancel";
  return { kind: isAsked ? "keep-or-cancel" : "delayed", units, before, after };
}

function kindsOf(line: ToldLine): NoticeKind[] {
  const kinds: NoticeKind[] = [];
  if (line.cancelledUnits > 0) kinds.push("cancelled");
  if (line.shippedUnits > 0) kinds.push("shipped");
  if (line.isReady) kinds.push("ready");
  if (line.move !== null) kinds.push(line.move.kind);
  return kinds;
}
