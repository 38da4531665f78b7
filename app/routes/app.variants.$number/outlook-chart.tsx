import type { StockOutlook } from "../../supply/stock-outlook.ts";
import { dayNumber } from "../../supply/day.ts";

const height = 220;
const edge = { left: 44, right: 12, top: 22, bottom: 26 };

interface Props {
  /** About that of the screen's pixels: letters are as large as everywhere. */
  width: number;
  outlook: StockOutlook;
  /** Where new backorders end: A may fall no further; null: no end. */
  limitUnits: number | null;
  title: string;
  day: (day: string) => string;
  number: (units: number) => string;
}

/** Stock over time on one axis: what is owed lies below zero, each delivery's window is a band and its last day a step. */
export function OutlookChart({ width, outlook, limitUnits, title, day, number }: Props) {
  const first = dayNumber(outlook.from);
  const span = Math.max(1, dayNumber(outlook.to) - first);
  const floor = limitUnits === null ? 0 : -limitUnits;
  const values = [0, floor, ...outlook.steps.map(({ units }) => units)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range = Math.max(1, most - least);
  const x = (at: string) => edge.left + ((dayNumber(at) - first) / span) * (width - edge.left - edge.right);
  const y = (units: number) => edge.top + ((most - units) / range) * (height - edge.top - edge.bottom);
  const line = outlook.steps
    .map(({ day: at, units }, index) => (index === 0 ? `M${x(at)} ${y(units)}` : `H${x(at)}V${y(units)}`))
    .concat(`H${x(outlook.to)}`)
    .join("");
  const today = outlook.steps[0]?.units ?? 0;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={title}>
      {outlook.arrivals.map(({ id, window }) => (
        <rect
          key={id}
          x={x(window.from)}
          y={edge.top}
          width={Math.max(2, x(window.to) - x(window.from))}
          height={height - edge.top - edge.bottom}
          fill="var(--p-color-bg-fill-info-secondary)"
        />
      ))}
      {outlook.arrivals.map(({ id, window, after, units }) => (
        <text key={id} x={x(window.to) - 4} y={y(after) - 6} textAnchor="end" fontSize="12" fill="var(--p-color-text)">
          {`+${number(units)}`}
        </text>
      ))}
      {today < 0 && (
        <rect
          x={edge.left}
          y={y(0)}
          width={x(firstAbove(outlook)) - edge.left}
          height={y(today) - y(0)}
          fill="var(--p-color-bg-fill-warning-secondary)"
        />
      )}
      <line x1={edge.left} x2={width - edge.right} y1={y(0)} y2={y(0)} stroke="var(--p-color-border)" />
      {limitUnits !== null && limitUnits > 0 && (
        <line
          x1={edge.left}
          x2={width - edge.right}
          y1={y(floor)}
          y2={y(floor)}
          stroke="var(--p-color-border-critical)"
          strokeDasharray="4 4"
        />
      )}
      <path d={line} fill="none" stroke="var(--p-color-border-emphasis)" strokeWidth="2" />
      {[...new Set([most, 0, least])].map((units) => (
        <text
          key={units}
          x={edge.left - 6}
          y={y(units) + 4}
          textAnchor="end"
          fontSize="12"
          fill="var(--p-color-text-secondary)"
        >
          {number(units)}
        </text>
      ))}
      <text x={edge.left} y={height - 6} fontSize="12" fill="var(--p-color-text-secondary)">
        {day(outlook.from)}
      </text>
      <text x={width - edge.right} y={height - 6} textAnchor="end" fontSize="12" fill="var(--p-color-text-secondary)">
        {day(outlook.to)}
      </text>
    </svg>
  );
}

/** The day from which nothing is owed any more, or the picture's end. */
function firstAbove({ steps, to }: StockOutlook): string {
  return steps.find(({ units }) => units >= 0)?.day ?? to;
}
