import type { Emulator } from "./emulator.ts";

/** Answers a request, or null to leave it to the next handler. */
export type Handler = (request: Request, emulator: Emulator) => Promise<Response | null> | Response | null;

/** A refusal with the status and message that the caller reads as `{"error": "…"}`. */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

export const html = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8" } });

/** The body as a JSON object; an empty body is an empty object, anything else is a 400. */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text.trim() === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new HttpError(400, "the body must be a JSON object");
  return parsed as Record<string, unknown>;
}
