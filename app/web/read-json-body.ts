import type { z } from "zod";

/**
 * The JSON that one of our own pages sends.
 * @throws Response 400 where it is none, or not of that shape: no form of ours sends it.
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const json: unknown = await request.json().catch(() => undefined);
  const result = schema.safeParse(json);
  if (!result.success) throw new Response(null, { status: 400 });
  return result.data;
}
