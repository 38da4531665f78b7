import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../../supply/day.ts";
import type { PromiseMoved } from "./case-lines.ts";
import { deadlineOfLines, type SlippedLine } from "./deadline-of-lines.ts";
import type { CaseStatus } from "./delay-case.ts";
import { consequenceOf, type DelayLaw, type Silence } from "./delay-law.ts";

/**
 * Dates that are better than what an open case asked about: who is on time again is asked nothing any more, and silence
 * does no more harm than the date that stands now would.
 */
export async function noteBetterDates(
  db: Db,
  shop: ShopDomain,
  moves: readonly PromiseMoved[],
  { today, now, days }: { today: Day; now: number; days: { leastDays: number; usualDays: number } },
): Promise<void> {
  if (moves.length === 0) return;
  const afterOf = new Map(moves.map(({ lineId, after }) => [lineId, after]));
  const open = await db.delayCase.findMany({
    where: { shop, status: "open" satisfies CaseStatus, lines: { some: { lineId: { in: [...afterOf.keys()] } } } },
    include: { lines: true },
  });
  for (const { id, law, toldAt, deadlineOn, lines } of open) {
    // Justified cast: the column is written from this type only.
    const rule = law as DelayLaw;
    const moved = lines.map((line) => {
      const after = afterOf.get(line.lineId);
      return after == null ? line : better(rule, { ...line, afterFrom: after.from, afterTo: after.to });
    });
    const late = moved.filter(isLate);
    for (const { lineId, afterFrom, afterTo, silence } of moved)
      await db.delayCaseLine.update({
        where: { shop_caseId_lineId: { shop, caseId: id, lineId } },
        data: { afterFrom, afterTo, silence },
      });
    await db.delayCase.update({
      where: { shop_id: { shop, id } },
      data:
        late.length === 0
          ? { status: "over" satisfies CaseStatus, closedAt: new Date(now) }
          : {
              silence: late.some(({ silence }) => silence === "cancels") ? "cancels" : "keeps",
              // What a customer was told of their days stands.
              deadlineOn: toldAt === null ? deadlineOfLines(rule, late, today, days) : deadlineOn,
            },
    });
  }
}

const isLate = ({ beforeTo, afterTo }: Pick<SlippedLine, "beforeTo" | "afterTo">): boolean =>
  beforeTo === null || afterTo === null || afterTo > beforeTo;

/** A line with the date that stands now: one that is on time again is never ended beside others that are late. */
function better<Line extends SlippedLine>(law: DelayLaw, line: Line): Line & { silence: Silence } {
  const { beforeFrom, beforeTo, afterFrom, afterTo, number } = line;
  const before = beforeFrom === null || beforeTo === null ? null : { from: beforeFrom, to: beforeTo };
  const after = afterFrom === null || afterTo === null ? null : { from: afterFrom, to: afterTo };
  return { ...line, silence: isLate(line) ? consequenceOf(law, { before, after, number }).silence : "keeps" };
}
