import { pino } from "pino";

/**
 * JSON lines with shop, job and webhook ids. Nothing that opens a door or names a customer may reach them, so what
 * could carry it is cut out by name wherever it stands (tests/integration/log.test.ts).
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
  if (!(error instanceof Error)) return { message: String(error) };
  const words = error.message
    .replace(/shp(at|ss|rt|ca|pa)_[A-Za-z0-9]+/g, "[token]")
    .replace(/[^\s@"']+@[^\s@"']+\.[^\s@"']+/g, "[address]");
  return {
    name: error.name,
    message: words.slice(0, 2000),
    stack: error.stack?.split("\n").slice(1, 12).join("\n"),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}

export type Log = ReturnType<typeof makeLog>;
export const log: Log = makeLog(process.env.LOG_LEVEL || "info");
