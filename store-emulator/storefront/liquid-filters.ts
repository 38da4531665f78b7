import { filters as builtIn, type Liquid } from "liquidjs";
import type { Emulator } from "../emulator.ts";
import type { Shop } from "../state.ts";
import { translate } from "./translate.ts";
import type { LocaleTree } from "./read-extension.ts";

export type LiquidSettings = {
  emulator: Emulator;
  shop: Shop;
  /** The shopper's language. */
  locale: string;
  locales: Record<string, LocaleTree>;
  defaultLocale: string;
  /** Address of an asset of the extension or theme. */
  assetUrl(name: string): string;
};

type Named = [string, unknown];
type FilterThis = { context: { opts: object } };

const isNamed = (arg: unknown): arg is Named => Array.isArray(arg) && arg.length === 2 && typeof arg[0] === "string";
const named = (args: unknown[]): Record<string, unknown> => Object.fromEntries(args.filter(isNamed));
const attribute = (value: unknown): string =>
  String(value ?? "")
    .replace(/&/g, "&amp;")
    .replace(/"/g, "&quot;");
const isInteger = (value: unknown): boolean => Number.isInteger(Number(value));

/** Shopify's named date formats. */
const DATE_FORMATS: Record<string, string> = {
  abbreviated_date: "%b %-d, %Y",
  basic: "%-m/%-d/%Y",
  date: "%B %-d, %Y",
  date_at_time: "%B %-d, %Y at %-I:%M %P",
  default: "%A, %B %-d, %Y at %-I:%M %P %z",
  on_date: "on %b %-d, %Y",
};

/** A day or time without an offset is read in the shop's time zone, as Shopify does; liquidjs would take it as UTC. */
function instantOf(value: unknown, settings: LiquidSettings): unknown {
  if (value === "now" || value === "today") return Math.floor(settings.emulator.clock.now() / 1000);
  const local = typeof value === "string" ? /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(value) : null;
  if (!local) return value;
  const asUtc = Date.parse(`${local[1]}T${local[2] ?? "00:00"}Z`);
  if (Number.isNaN(asUtc)) return value;
  const offsetAt = (instant: number): number => {
    const wall = new Date(instant).toLocaleString("sv-SE", { timeZone: settings.shop.timeZone });
    return Date.parse(`${wall.replace(" ", "T")}Z`) - instant;
  };
  // Twice, since the offset is that of the instant which it helps to find: a day of daylight saving starts before it.
  return (asUtc - offsetAt(asUtc - offsetAt(asUtc))) / 1000;
}

const money = (settings: LiquidSettings, minor: unknown, options: Intl.NumberFormatOptions = {}): string => {
  const format = new Intl.NumberFormat(settings.locale, {
    style: "currency",
    currency: settings.shop.currencyCode,
    ...options,
  });
  const digits = new Intl.NumberFormat("en", {
    style: "currency",
    currency: settings.shop.currencyCode,
  }).resolvedOptions();
  return format.format(Number(minor ?? 0) / 10 ** (digits.maximumFractionDigits ?? 2));
};

const imageUrl = (image: unknown): string => {
  if (typeof image === "string") return image;
  if (typeof image !== "object" || image === null) return "";
  const { src, featured_image } = image as { src?: unknown; featured_image?: unknown };
  return typeof src === "string" ? src : imageUrl(featured_image);
};

/** Registers what Shopify's Liquid has and liquidjs has not, or has otherwise. */
export function registerFilters(engine: Liquid, settings: LiquidSettings): void {
  const { locale, locales, defaultLocale } = settings;
  const chain = [...new Set([locale, locale.split("-")[0] ?? locale, defaultLocale])];
  const say = (key: unknown, ...args: unknown[]) => translate(locales, chain, String(key), named(args));
  engine.registerFilter("t", say);
  engine.registerFilter("translate", say);

  const dateOf = function (this: FilterThis, value: unknown, ...args: unknown[]): unknown {
    const preset = named(args)["format"];
    const format = preset === undefined ? args.find((arg) => !isNamed(arg)) : DATE_FORMATS[String(preset)];
    return (builtIn["date"] as (this: FilterThis, ...all: unknown[]) => unknown).call(
      this,
      instantOf(value, settings),
      format ?? DATE_FORMATS["default"],
    );
  };
  engine.registerFilter("date", dateOf);
  engine.registerFilter("time_tag", function (this: FilterThis, value: unknown, ...args: unknown[]) {
    const shown = dateOf.call(this, value, ...args);
    const machine = dateOf.call(this, value, named(args)["datetime"] ?? "%Y-%m-%dT%H:%M:%S%:z");
    return `<time datetime="${attribute(machine)}">${String(shown)}</time>`;
  });

  engine.registerFilter("money", (minor) => money(settings, minor));
  engine.registerFilter("money_with_currency", (minor) => `${money(settings, minor)} ${settings.shop.currencyCode}`);
  engine.registerFilter("money_without_currency", (minor) =>
    money(settings, minor, { style: "decimal", minimumFractionDigits: 2 }),
  );
  engine.registerFilter("money_without_trailing_zeros", (minor) =>
    money(settings, minor, { trailingZeroDisplay: "stripIfInteger" } as Intl.NumberFormatOptions),
  );

  engine.registerFilter("asset_url", (name) => settings.assetUrl(String(name)));
  engine.registerFilter(
    "stylesheet_tag",
    (url) => `<link href="${attribute(url)}" rel="stylesheet" type="text/css" media="all">`,
  );
  engine.registerFilter("script_tag", (url) => `<script src="${attribute(url)}" type="text/javascript"></script>`);
  engine.registerFilter("img_url", (image) => imageUrl(image));
  engine.registerFilter("image_url", (image) => imageUrl(image));
  engine.registerFilter("image_tag", (url, ...args) => {
    const attributes = Object.entries(named(args)).map(([name, value]) => ` ${name}="${attribute(value)}"`);
    return `<img src="${attribute(url)}"${attributes.join("")}>`;
  });

  // Ruby divides integers to an integer and gives a remainder the divisor's sign.
  engine.registerFilter("divided_by", (a, b) => {
    if (Number(b) === 0) throw new Error("Liquid error: divided by 0");
    return isInteger(a) && isInteger(b) ? Math.floor(Number(a) / Number(b)) : Number(a) / Number(b);
  });
  engine.registerFilter("modulo", (a, b) => ((Number(a) % Number(b)) + Number(b)) % Number(b));
  engine.registerFilter("json", (value) =>
    JSON.stringify(value ?? null)
      .replace(/</g, "\\u003c")
      .replace(/>/g, "\\u003e")
      .replace(/&/g, "\\u0026"),
  );
  engine.registerFilter("handleize", (text) =>
    String(text ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, ""),
  );
  engine.registerFilter("handle", (text) =>
    String(text ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, ""),
  );
  engine.registerFilter("pluralize", (count, one, many) => (Number(count) === 1 ? one : many) as unknown);
  engine.registerFilter("structured_data", () => "");
  engine.registerFilter("metafield_tag", (metafield: { value?: unknown } | null) => String(metafield?.value ?? ""));
}
