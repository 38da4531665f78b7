import { Liquid } from "liquidjs";
import { registerFilters, type LiquidSettings } from "./liquid-filters.ts";
import { registerTags } from "./liquid-tags.ts";

/** Liquid as Shopify runs it, over the given snippets (`{% render 'name' %}`), in the shop's time zone. */
export function makeEngine(settings: LiquidSettings, templates: Record<string, string>): Liquid {
  const engine = new Liquid({
    templates,
    ownPropertyOnly: true,
    strictFilters: true,
    timezoneOffset: settings.shop.timeZone,
    locale: "en",
  });
  registerFilters(engine, settings);
  registerTags(engine);
  return engine;
}
