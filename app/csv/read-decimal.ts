/**
 * A number of a spreadsheet in the smallest unit: "1.234,50", "1,234.50" and "1 234,5" with 2 digits are 123450.
 * `not-a-number`: no such number. `ambiguous`: "1.234" with 2 digits, which may be a thousand or a bit more than one:
 * it is asked for, never guessed.
 */
export function readDecimal(
  text: string,
  digits: number,
): { ok: true; minor: number } | { ok: false; reason: "not-a-number" | "ambiguous" } {
  // People and spreadsheets part thousands with all of these besides the comma and the point.
  const bare = text.replaceAll(/[\s\u00A0\u2009\u202F'’]/g, "");
  if (!/^-?\d[\d.,]*$/.test(bare) || /[.,]$/.test(bare)) return { ok: false, reason: "not-a-number" };
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const mark = bare[last];
  const other = mark === "." ? "," : ".";
  const isThousands = (whole: string, separator: string) =>
    !whole.includes(separator) || new RegExp(`^-?\\d{1,3}(\\${separator}\\d{3})+$`).test(whole);

  if (mark === undefined) return inSmallestUnit(bare, "", digits);
  const [whole, fraction] = [bare.slice(0, last), bare.slice(last + 1)];
  if (whole.includes(mark)) {
    const isGrouped = !bare.includes(other) && isThousands(bare, mark);
    return isGrouped ? inSmallestUnit(bare.replaceAll(mark, ""), "", digits) : { ok: false, reason: "not-a-number" };
  }
  if (!isThousands(whole, other)) return { ok: false, reason: "not-a-number" };
  if (fraction.length <= digits) return inSmallestUnit(whole.replaceAll(other, ""), fraction, digits);
  if (whole.includes(other) || !isThousands(bare, mark)) return { ok: false, reason: "not-a-number" };
  // Where the currency has no cents there is nothing to mistake it for.
  return digits === 0 ? inSmallestUnit(whole + fraction, "", 0) : { ok: false, reason: "ambiguous" };
}

function inSmallestUnit(whole: string, fraction: string, digits: number): ReturnType<typeof readDecimal> {
  const minor = Number(`${whole}${fraction.padEnd(digits, "0")}`);
  return Number.isSafeInteger(minor) ? { ok: true, minor } : { ok: false, reason: "not-a-number" };
}
