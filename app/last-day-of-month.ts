/** The last day, `YYYY-MM-DD`, of a month `YYYY-MM`. Day 0 is the one before the first of the month after. */
export function lastDayOfMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`;
}
