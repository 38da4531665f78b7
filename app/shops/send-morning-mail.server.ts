import { withShop } from "../db.server.ts";
import { fillIn, mailWords } from "../i18n/mail-words.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { readSupplySettings } from "../supply/load-supply.server.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { homeFigures, type HomeFigures } from "./home-figures.server.ts";
import { loadToday, type Today } from "./load-today.server.ts";

type Words = ReturnType<typeof mailWords>["morning"];

/**
 * What needs the merchant today, by mail, where they switched it on and there is anything to say.
 * @throws InfrastructureError when the mail server does not take it: the job is tried again.
 */
export async function sendMorningMail(ports: Ports, shop: ShopDomain): Promise<void> {
  const now = await ports.clock.businessNow();
  const found = await withShop(shop, async (db) => {
    const { name, locale, timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const settings = await db.shopSettings.findUnique({ where: { shop }, select: { supply: true } });
    const { morningMail } = readSupplySettings(settings?.supply);
    const { day } = shopMoment(now, timeZone);
    return { name, locale, morningMail, day, today: await loadToday(db, shop, day) };
  });
  const { isOn, to } = found.morningMail;
  if (!isOn || to === "" || !ports.mailer.isConfigured) return;
  const { morning: words } = mailWords(found.locale);
  const lines = linesOf(found.today, await homeFigures(ports, shop), words);
  if (lines.length === 0) return;
  const values = { shop: found.name || shop, day: found.day };
  await ports.mailer.send({
    to,
    subject: fillIn(words.subject, values),
    text: [fillIn(words.opening, values), ...lines, words.closing].join("\n\n"),
  });
}

function linesOf(today: Today, figures: HomeFigures, words: Words): string[] {
  const lines: string[] = [];
  if (today.reports > 0) lines.push(fillIn(words.reports, { count: today.reports }));
  if (today.overdueCount > 0) {
    const orders = today.overdue.map((order) => `- ${fillIn(words.overdueOrder, { ...order })}`);
    lines.push([fillIn(words.overdue, { count: today.overdueCount }), ...orders].join("\n"));
  }
  if (today.endingPromises !== null) lines.push(fillIn(words.endingPromises, { ...today.endingPromises }));
  if (today.isSenderStopped) lines.push(words.senderStopped);
  const listed = (text: string, variants: HomeFigures["limitNear"]) => {
    if (variants.length === 0) return;
    lines.push([text, ...variants.map(({ displayName }) => `- ${displayName}`)].join("\n"));
  };
  listed(words.windowEnding, figures.windowEnding);
  listed(words.limitNear, figures.limitNear);
  if (today.doubles > 0) lines.push(fillIn(words.doubles, { count: today.doubles }));
  if (today.assumed > 0) lines.push(fillIn(words.assumed, { count: today.assumed }));
  return lines;
}
