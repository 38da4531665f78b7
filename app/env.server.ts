import { z } from "zod";

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address starting with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  });
const emptyIsUnset = (value: unknown) => (value === "" ? undefined : value);

/** What each variable is for, with an example: printed when it is missing or bad. */
const variables = {
  SHOPIFY_API_KEY: { schema: z.string().min(1), is: "the app's client id", example: "3f2a…" },
  SHOPIFY_API_SECRET: {
    schema: z.string().min(1),
    is: "the app's client secret, which signs webhooks and session tokens",
    example: "shpss_…",
  },
  SHOPIFY_APP_URL: {
    schema: url(["https:", "http:"]),
    is: "the app's own public address",
    example: "https://arrivo.example.com",
  },
  DATABASE_URL: {
    schema: url(["postgresql:", "postgres:"]),
    is: "PostgreSQL as the application's role, which must not bypass row-level security",
    example: "postgresql://arrivo_app:secret@127.0.0.1:5432/arrivo",
  },
  TOKEN_KEYS: {
    schema: z
      .string()
      .regex(
        /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
        "must be id:base64 of 32 bytes, comma-separated, newest first",
      ),
    is: "the keys that encrypt Shopify's tokens at rest (openssl rand -base64 32)",
    example: "k1:q83v…=",
  },
  PORT: {
    schema: z.coerce.number("must be a port, from 0 to 65535").int().min(0).max(65535).default(3000),
    is: "the port of the web process",
    example: "3000",
  },
  HOST: { schema: z.string().default("0.0.0.0"), is: "the address the web process listens on", example: "0.0.0.0" },
  NODE_ENV: {
    schema: z.enum(["production", "development", "test"]).default("production"),
    is: "the mode",
    example: "production",
  },
  LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    is: "how much is logged",
    example: "info",
  },
  SMTP_URL: {
    schema: url(["smtp:", "smtps:"]).optional(),
    is: "the mail server; unset: no mail is sent",
    example: "smtps://user:pass@mail.example.com",
  },
  MAIL_FROM: {
    schema: z.string().optional(),
    is: "the sender of Arrivo's own mails",
    example: "Arrivo <arrivo@example.com>",
  },
  MAIL_SPF: {
    schema: z
      .string()
      .regex(/^(include|ip4|ip6|a|mx):\S+$/, "must be one mechanism of SPF")
      .optional(),
    is: "the mechanism of SPF that a merchant's domain must name for SMTP_URL's server; unset: no mail to customers",
    example: "include:spf.mail.example.com",
  },
  MAIL_DKIM_SELECTOR: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,63}$/, "must be a DNS label")
      .default("arrivo"),
    is: "the selector under which a merchant's domain publishes the DKIM key",
    example: "arrivo",
  },
  MAIL_DKIM_KEY: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9+/]{100,}=*$/, "must be base64 of a PKCS #8 RSA key")
      .optional(),
    is: "the RSA key that signs mails to customers (openssl genpkey -algorithm RSA -outform DER | base64 -w0); unset: no mail to customers",
    example: "MIIEvQIBADANBg…",
  },
  MAIL_PER_SECOND: {
    schema: z.coerce.number("must be a number above 0").positive().max(100_000).default(20),
    is: "how many mails to customers a worker hands over a second, at most",
    example: "20",
  },
  DNS_URL: {
    schema: url(["http:", "https:"]).optional(),
    is: "where TXT records are asked for instead of the DNS, as {DNS_URL}?name=… (unset in production)",
    example: "http://127.0.0.1:4000/control/dns",
  },
  OUTGOING_HOSTS: {
    schema: z.string().optional(),
    is: "hosts, comma-separated, that merchants' webhooks may reach though they are private and speak http (unset in production)",
    example: "127.0.0.1:4001",
  },
  SHOPIFY_ORIGIN: {
    schema: url(["http:", "https:"]).optional(),
    is: "where requests to https://{shop}/… are sent instead, as {SHOPIFY_ORIGIN}/{shop}/… (unset in production)",
    example: "http://127.0.0.1:4000/shopify",
  },
  STOREFRONT_ORIGIN: {
    schema: url(["http:", "https:"]).optional(),
    is: "where links for customers lead instead of https://{shop}/…, as {STOREFRONT_ORIGIN}/{shop}/… (unset in production)",
    example: "http://127.0.0.1:4000/store",
  },
  APP_BRIDGE_URL: {
    schema: url(["http:", "https:"]).optional(),
    is: "another App Bridge script (unset in production)",
    example: "http://127.0.0.1:4000/app-bridge.js",
  },
  FRAME_ANCESTORS: {
    schema: z.string().optional(),
    is: "further addresses that may frame the admin (unset in production)",
    example: "http://127.0.0.1:4000",
  },
  CLOCK_URL: {
    schema: url(["http:", "https:"]).optional(),
    is: "where business time comes from (unset in production)",
    example: "http://127.0.0.1:4000/control/clock",
  },
} as const;

export type Env = { [Name in keyof typeof variables]: z.infer<(typeof variables)[Name]["schema"]> };

/**
 * Reads the environment once.
 * @throws Error that lists every missing or bad variable with what it is for and an example.
 */
function readEnv(source: Record<string, string | undefined>): Env {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, is, example }] of Object.entries(variables)) {
    const result = schema.safeParse(emptyIsUnset(source[name]));
    if (result.success) values[name] = result.data;
    else {
      const what =
        emptyIsUnset(source[name]) === undefined ? "is not set" : (result.error.issues[0]?.message ?? "is not usable");
      problems.push(`  ${name} ${what}\n    It is ${is}.\n    Example: ${name}=${example}`);
    }
  }
  if (problems.length > 0)
    throw new Error(`Arrivo can't start: its environment is incomplete.\n${problems.join("\n")}\nSee .env.example.`);
  return values as Env;
}

let env: Env | undefined;

/** The environment, checked at first use. */
export function getEnv(): Env {
  env ??= readEnv(process.env);
  return env;
}
