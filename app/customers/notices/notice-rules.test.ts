import { describe, expect, it } from "vitest";
import { storefrontLocales } from "../../i18n/storefront-locales.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import { causeOfEvent } from "./cause-of-event.ts";
import { defaultTemplate } from "./default-template.ts";
import { noticeKinds } from "./notice-kind.ts";
import { noticeSettings, tellsKind } from "./notice-settings.ts";
import { renderLetter } from "./render-letter.ts";
import { sampleLetter } from "./sample-letter.ts";
import { afterOutcome } from "./settled-notice.ts";
import { textOfHtml } from "./text-of-html.ts";
import { updateNumber } from "./update-number.ts";
import { whenDue } from "./when-due.ts";

const settings = noticeSettings.parse({});
const at = new Date("2026-11-26T10:00:00Z");
const window = (from: string, to: string) => ({ from, to });
const moved = (before: ReturnType<typeof window> | null, after: ReturnType<typeof window> | null) => ({
  kind: "promise-changed" as const,
  units: 2,
  before,
  after,
  cause: { code: "queue-moved" as const },
  reportId: "report",
  key: "key",
  orderId: "order",
  lineId: "line",
  at,
});

describe("what is told by default", () => {
  it("is off at install, and then leaves out what Shopify mails itself", () => {
    expect(settings.isOn).toBe(false);
    expect(noticeKinds.filter((kind) => !tellsKind(settings, kind))).toEqual(["cancelled", "shipped", "placed"]);
  });

  it("is an earlier date only by more than seven days, and any first date", () => {
    const dated = window("2026-12-20", "2026-12-22");
    const kindOf = (before: Parameters<typeof moved>[0], after: Parameters<typeof moved>[1]) =>
      causeOfEvent(moved(before, after), undefined, settings)?.kind ?? null;
    expect(kindOf(dated, window("2026-12-13", "2026-12-15"))).toBeNull();
    expect(kindOf(dated, window("2026-12-12", "2026-12-14"))).toBe("earlier");
    expect(kindOf(null, dated)).toBe("earlier");
    expect(kindOf(dated, null)).toBe("delayed");
    expect(kindOf(dated, window("2026-12-21", "2026-12-23"))).toBe("delayed");
  });

  it("is one update in the middle of a wait of more than thirty days, or one each so many", () => {
    const once = { overDays: 30, everyDays: null };
    expect([updateNumber(0, 30, 20, once), updateNumber(0, 31, 14, once), updateNumber(0, 31, 15, once)]).toEqual([
      0, 0, 1,
    ]);
    expect(updateNumber(0, 31, 31, once)).toBe(0);
    const each = { overDays: 30, everyDays: 14 };
    expect([13, 14, 28, 42, 52, 53].map((today) => updateNumber(0, 60, today, each))).toEqual([0, 1, 2, 3, 3, 0]);
  });
});

describe("when a notice leaves", () => {
  const minutes = 15 * 60_000;
  it("is after fifteen minutes, or on the next morning of the shop's wall", () => {
    const now = Date.UTC(2026, 10, 26, 22, 50);
    expect(whenDue(now, "Europe/Rome", false)).toBe(now + minutes);
    expect(whenDue(now, "Europe/Rome", true)).toBe(Date.UTC(2026, 10, 27, 7));
    // In Auckland it is the 27th already.
    expect(whenDue(now, "Pacific/Auckland", true)).toBe(Date.UTC(2026, 10, 27, 19));
    // The night in which the clocks change.
    expect(whenDue(Date.UTC(2027, 2, 27, 12), "Europe/Rome", true)).toBe(Date.UTC(2027, 2, 28, 6));
  });

  it("again is one, five, fifteen, then sixty minutes later, for five days", () => {
    const notice = (tries: number, triedAt: number) => ({
      id: "n",
      tries,
      triedAt: new Date(triedAt),
      isRepeated: false,
    });
    const waits = [0, 1, 2, 3, 9].map((tries) => {
      const after = afterOutcome(notice(tries, 0), { kind: "unreachable", said: "" }, 1_000);
      return after.kind === "again" ? (after.retryAt - 1_000) / 60_000 : null;
    });
    expect(waits).toEqual([1, 5, 15, 60, 60]);
    const late = 5 * 24 * 3_600_000 + 1;
    expect(afterOutcome(notice(99, 0), { kind: "later", said: "" }, late)).toMatchObject({
      settled: { status: "failed" },
    });
  });
});

describe.each(storefrontLocales)("Arrivo's own templates in %s", (locale) => {
  it.each(noticeKinds)("%s is rendered, as HTML and as text", (kind) => {
    const letter = sampleLetter(kind, locale, at.getTime());
    const result = renderLetter(letter, defaultTemplate(kind, locale));
    if (!result.ok) throw new Error(result.fault.message);
    const { subject, html, text } = result.mail;
    expect(subject).toContain("#1001");
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|\{%|undefined|\[object/);
    // No picture, no pixel, no script, nothing fetched.
    expect(html).not.toMatch(/<img|<script|<link|background=|url\(|@import/i);
    expect(html.match(/https?:\/\/[^"<\s]+/g) ?? []).toEqual(letter.question === null ? [] : [letter.question.url]);
    if (letter.question !== null) expect(text).toContain(letter.question.url);
    if (letter.told.lines.length > 0) expect(text).toContain("Lamp");
  });
});

it("writes in colours that can be read on white and on black, whichever a mail program turns them into", () => {
  const letter = sampleLetter("keep-or-cancel", "en", at.getTime());
  const result = renderLetter(letter, defaultTemplate("keep-or-cancel", "en"));
  const colours = result.ok
    ? [...result.mail.html.matchAll(/[;"]color:(#[0-9a-f]{6})/g)].map(([, colour]) => colour!)
    : [];
  expect(colours.length).toBeGreaterThan(0);
  // WCAG 2, relative luminance.
  const luminance = (colour: string) =>
    [1, 3, 5]
      .map((from) => parseInt(colour.slice(from, from + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
  for (const colour of colours) {
    expect(1.05 / (luminance(colour) + 0.05), `${colour} on white`).toBeGreaterThan(4.5);
    expect((luminance(colour) + 0.05) / 0.05, `${colour} on black`).toBeGreaterThan(4.5);
  }
});

it("chooses the nearest of our languages", () => {
  const pairs = [
    ["it-IT", "it"],
    ["pt-PT", "pt-BR"],
    ["zh-TW", "zh-CN"],
    ["de_CH", "de"],
    ["fi", "en"],
    [null, "en"],
  ] as const;
  for (const [wanted, found] of pairs) expect(chooseStorefrontLocale(wanted)).toBe(found);
});

it("writes text of HTML, with the links it holds", () => {
  const html =
    '<style>p{}</style><p>One &amp; <b>two</b></p><ul><li>a</li></ul><p><a href="https://a.example/">here</a></p>';
  expect(textOfHtml(html)).toBe("One & two\n\n- a\n\nhere: https://a.example/\n");
});
