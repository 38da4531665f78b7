import fc from "fast-check";
import { expect, it } from "vitest";
import type { ArrivoMetafield } from "../../app/availability/metafield.ts";
import { storefrontSettings } from "../../app/availability/storefront-settings.ts";
import { type ToldPart, type ToldQuantity, tellQuantity } from "../../app/availability/tell-quantity.ts";
import { pageDating } from "../../app/supply/page-dating.ts";
import { randomPage } from "./random-page.ts";
import { readTold } from "./read-told.ts";
import { renderBlock } from "./render-block.ts";

interface SentWindow {
  from?: string;
  to?: string;
  units: number;
}

/** The kernel's parts as the order line carries them: neighbours with the same days are one sentence. */
function sentWindows(parts: ToldPart[], quantity: number): SentWindow[] {
  const sent: SentWindow[] = [];
  let left = quantity;
  for (const part of parts) {
    const units = part.units ?? left;
    left -= units;
    const window = part.kind === "unknown" ? {} : { from: part.from, to: part.to };
    const previous = sent.at(-1);
    const isSame = previous !== undefined && previous.from === window.from && previous.to === window.to;
    if (isSame && part.kind !== "now") previous.units += units;
    else sent.push({ ...window, units });
  }
  return sent;
}

function expectedStatus(told: ToldQuantity, metafield: ArrivoMetafield): string | undefined {
  const words = { "in-stock": "In stock", backorder: "Available on backorder", preorder: "Available to pre-order" };
  if (told.kind === "silent") return undefined;
  if (told.kind === "sold-out") return "Sold out";
  if (told.kind === "told") return words[told.state];
  return metafield.state === "preorder" ? words.preorder : words.backorder;
}

it("says on the page what the kernel previews in the admin", async () => {
  await fc.assert(
    fc.asyncProperty(randomPage, async ({ metafield, live, policy, quantity, storefront, now }) => {
      const settings = storefrontSettings.parse(storefront);
      const told = tellQuantity(
        metafield,
        quantity,
        { liveUnits: live, currentPolicy: policy === "deny" ? "DENY" : "CONTINUE" },
        pageDating(settings, new Date(now).getTime()),
        settings.largestQuantityTold,
      );
      const html = await renderBlock("promise", {
        variants: [{ arrivo: metafield, live, policy, least: quantity }],
        storefront,
        now,
        timeZone: settings.timeZone,
      });
      const page = readTold(html);
      expect(page?.status).toBe(expectedStatus(told, metafield));
      if (told.kind === "refused") expect(page?.line).toContain(String(told.mostUnits));
      const isWaiting = told.kind === "told" && told.parts.some((part) => part.kind !== "now");
      const sent = page?.properties._arrivo;
      expect(sent === undefined ? null : JSON.parse(sent)).toEqual(
        isWaiting ? sentWindows(told.parts, quantity) : null,
      );
    }),
    { numRuns: 250 },
  );
});
