import { Liquid } from "liquidjs";
import { registerFilters, type LiquidSettings } from "./liquid-filters.ts";
import { registerTags } from "./liquid-tags.ts";

/** Parsed templates are kept with the engine, so an engine lives as long as its shop and its set of templates. */
const engines = new WeakMap<object, Map<string, { templates: Record<string, string>; engine: Liquid }>>();

/** Liquid as Shopify runs it, over the given snippets (`{% render 'name' %}`), in the shop's time zone. */
export function makeEngine(settings: LiquidSettings, templates: Record<string, string>, purpose: string): Liquid {
  const { shop, locale } = settings;
  const ofShop = engines.get(shop) ?? new Map<string, { templates: Record<string, string>; engine: Liquid }>();
  engines.set(shop, ofShop);
  const key = `${purpose}|${locale}|${shop.timeZone}|${shop.currencyCode}`;
  const kept = ofShop.get(key);
  if (kept?.templates === templates) return kept.engine;
  const engine = new Liquid({
    templates,
    cache: true,
    ownPropertyOnly: true,
    strictFilters: true,
    timezoneOffset: shop.timeZone,
    locale: "en",
  });
  registerFilters(engine, settings);
  registerTags(engine);
  ofShop.set(key, { templates, engine });
  return engine;
}
