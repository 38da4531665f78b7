import fc from "fast-check";
import { expect, it } from "vitest";
import { sayTold } from "../../app/i18n/say-told.ts";
import { storefrontSettings } from "../../app/availability/storefront-settings.ts";
import { tellQuantity } from "../../app/availability/tell-quantity.ts";
import { pageDating } from "../../app/supply/page-dating.ts";
import en from "../../extensions/storefront/locales/en.default.json" with { type: "json" };
import italian from "../../extensions/storefront/locales/it.json" with { type: "json" };
import { randomPage } from "./random-page.ts";
import { readTold } from "./read-told.ts";
import { renderBlock } from "./render-block.ts";

it.each([
  ["en", en],
  ["it", italian],
] as const)("the admin's preview and the page say the same sentence: %s", async (locale, words) => {
  await fc.assert(
    fc.asyncProperty(randomPage, async ({ metafield, live, policy, quantity, storefront, now }) => {
      const settings = storefrontSettings.parse(storefront);
      const dating = pageDating(settings, new Date(now).getTime());
      const facts = { liveUnits: live, currentPolicy: policy === "deny" ? "DENY" : "CONTINUE" } as const;
      const told = tellQuantity(metafield, quantity, facts, dating, settings.largestQuantityTold);
      const { state, message } = metafield;
      const said = sayTold(told, { quantity, locale, today: dating.today, settings, words, state, message });
      const html = await renderBlock("promise", {
        variants: [{ arrivo: metafield, live, policy, least: quantity }],
        storefront,
        now,
        locale,
        timeZone: settings.timeZone,
      });
      const page = readTold(html);
      expect(said).toEqual(page === null ? null : { status: page.status, line: page.line });
    }),
    { numRuns: 150 },
  );
});
