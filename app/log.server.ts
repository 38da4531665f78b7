import { pino } from "pino";

/**
 * JSON lines with shop, job and webhook ids. Nothing that opens a door or names a customer may reach them, so what
 * could carry it is cut out by name wherever it stands (tests/integration/running-app.test.ts).
 */
const secrets = [
  "accessToken",
  "refreshToken",
  "access_token",
  "refresh_token",
  "token",
  "authorization",
  "password",
  "secret",
  "cookie",
  "hmac",
  "id_token",
];
const personal = [
  "email",
  "contactEmail",
  "phone",
  "firstName",
  "lastName",
  "first_name",
  "last_name",
  "address",
  "customer",
  "body",
];
const names = [...secrets, ...personal];

function makeLog(level: string, destination?: { write(line: string): void }) {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[cut]" },
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** An error's own words and place; never the objects that libraries hang on it (requests with headers, query parameters). */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: clean(messageOf(error)) };
  return {
    name: error.name,
    message: clean(error.message),
    stack: error.stack?.split("\n").slice(1, 12).join("\n"),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}

/** Some libraries throw and emit plain objects. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

function clean(words: string): string {
  return words
    .replace(/shp(at|ss|rt|ca|pa)_[A-Za-z0-9]+/g, "[token]")
    .replace(/[^\s@"']+@[^\s@"']+\.[^\s@"']+/g, "[address]")
    .slice(0, 2000);
}

/** A level that is none is env.server.ts's to refuse, in plain words. */
function levelOf(name: string | undefined): string {
  return name !== undefined && (name === "silent" || name in pino.levels.values) ? name : "info";
}

export type Log = ReturnType<typeof makeLog>;
export const log: Log = makeLog(levelOf(process.env.LOG_LEVEL));
