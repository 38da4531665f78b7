/** GraphQL's DateTime: UTC to the second, as Shopify answers. */
export const graphqlInstant = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

const formatters = new Map<string, Intl.DateTimeFormat>();

/** An instant as in webhooks: the shop's local time to the second with its offset, `2026-11-23T16:12:16-05:00`. */
export function webhookInstant(at: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "longOffset",
    });
    formatters.set(timeZone, formatter);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = value;
  const offset = (part.timeZoneName ?? "GMT").replace("GMT", "") || "+00:00";
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`;
}

/** Minor units as Shopify's decimal string. */
export const decimal = (minor: number): string => (minor / 100).toFixed(2);
