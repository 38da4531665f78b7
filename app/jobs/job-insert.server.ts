import { randomUUID } from "node:crypto";
import type { JobInsert } from "pg-boss";
import type { EnqueueOptions, JobName, JobPayloads } from "../ports.ts";
import { catalogue } from "./catalogue.ts";

/**
 * The row of a job. One that is put off has a waiting key of its own: it must not swallow what is wanted at once.
 * @throws ZodError when the payload is not what the catalogue says.
 */
export function jobInsert<Name extends JobName>(
  name: Name,
  payload: JobPayloads[Name],
  { afterMs = 0 }: EnqueueOptions = {},
): JobInsert<JobPayloads[Name]> & { id: string } {
  const rules = catalogue[name];
  const data = rules.schema.parse(payload);
  const key = rules.waitingKey?.(data);
  return {
    id: randomUUID(),
    data,
    ...(key === undefined ? {} : { singletonKey: afterMs > 0 ? `${key} later` : key }),
    ...(rules.group ? { group: { id: rules.group(data) } } : {}),
    ...(afterMs > 0 ? { startAfter: new Date(Date.now() + afterMs).toISOString() } : {}),
  };
}
