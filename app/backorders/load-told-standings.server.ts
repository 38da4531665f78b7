import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { PromiseSegment } from "../availability/metafield.ts";
import type { Db } from "../db.server.ts";
import { storefrontSettings } from "../availability/storefront-settings.ts";
import type { ShipWindow } from "../supply/day.ts";
import { type PageDating, pageDating } from "../supply/page-dating.ts";
import type { ToldStanding } from "./plan-promise.ts";
import { believedDays, type PublishedPromise, spanOf, wasPublished } from "./told-standing.ts";
import type { WaitingLine } from "./waiting-line.ts";

export type ToldStandings = (line: WaitingLine) => { window: ShipWindow | null; standing: ToldStanding };

const dayMs = 86_400_000;

interface DecisionRow {
  variantId: string;
  decidedAt: Date;
  segments: PromiseSegment[];
}

/** How what each line carries stands to what its variant's page said: for lines without a promise yet. */
export async function loadToldStandings(
  db: Db,
  frame: LoadedFrame,
  lines: readonly WaitingLine[],
): Promise<ToldStandings> {
  const told = lines.filter(({ promise, toldWindow }) => promise === null && toldWindow !== null);
  if (told.length === 0) return () => ({ window: null, standing: "none" });
  const variantIds = [...new Set(told.flatMap(({ variantId }) => variantId ?? []))];
  const since = new Date(Math.min(...told.map(({ placedAt }) => placedAt)) - believedDays * dayMs);
  const rows = await db.$queryRaw<DecisionRow[]>`
    SELECT d."variantId", d."decidedAt", d.segments FROM "Decision" d
    WHERE d.shop = ${frame.shop} AND d."variantId" = ANY(${variantIds}) AND (d."decidedAt" >= ${since} OR d.id = (
      SELECT max(e.id) FROM "Decision" e
      WHERE e.shop = d.shop AND e."variantId" = d."variantId" AND e."decidedAt" < ${since}))
    ORDER BY d.id`;
  const published = new Map<string, PublishedPromise[]>();
  for (const { variantId, decidedAt, segments } of rows)
    published.set(variantId, [...(published.get(variantId) ?? []), { from: decidedAt.getTime(), segments }]);
  const datingAt = await loadDating(db, frame);
  return ({ promise, toldWindow, variantId, placedAt }) => {
    if (promise !== null || toldWindow === null) return { window: null, standing: "none" };
    const stood = wasPublished(toldWindow, placedAt, published.get(variantId ?? "") ?? [], datingAt);
    return stood ? { window: spanOf(toldWindow), standing: "told" } : { window: null, standing: "not-published" };
  };
}

/** The page's own dating at any instant, worked out once an hour of the shop. */
async function loadDating(db: Db, { shop, calendar }: LoadedFrame): Promise<(at: number) => PageDating> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { storefront: true } });
  const stored = storefrontSettings.safeParse({ ...(row?.storefront as object), timeZone: calendar.timeZone });
  const settings = stored.success ? stored.data : storefrontSettings.parse({ timeZone: calendar.timeZone });
  const known = new Map<number, PageDating>();
  return (at) => {
    const before = known.get(at);
    if (before !== undefined) return before;
    const dating = pageDating(settings, at);
    known.set(at, dating);
    return dating;
  };
}
