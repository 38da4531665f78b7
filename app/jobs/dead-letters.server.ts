import { z } from "zod";
import type { ShopDomain } from "../ids.ts";
import type { JobName } from "../ports.ts";
import { getBoss } from "./boss.server.ts";
import { catalogue, deadLetterQueue } from "./catalogue.ts";

export interface DeadLetter {
  id: string;
  job: JobName;
  /** Epoch milliseconds of wall time. */
  failedAt: number;
  tries: number;
  /** Name of the error, for choosing the merchant's words; the message is for the log's reader. */
  error: string;
  message: string;
}

const outputSchema = z.object({ error: z.string(), message: z.string() });
const isJobName = (name: string | null): name is JobName => name !== null && Object.hasOwn(catalogue, name);

/** What failed for good in a shop, the oldest first: for the Store check. */
export async function listDeadLetters(shop: ShopDomain): Promise<DeadLetter[]> {
  const boss = await getBoss();
  const jobs = await boss.findJobs(deadLetterQueue, { data: { shop }, queued: true, limit: 200 });
  return jobs.flatMap((job) => {
    if (!isJobName(job.sourceName)) return [];
    const output = outputSchema.safeParse(job.sourceOutput);
    return [
      {
        id: job.id,
        job: job.sourceName,
        failedAt: job.createdOn.getTime(),
        tries: (job.sourceRetryCount ?? 0) + 1,
        ...(output.success ? output.data : { error: "Lost", message: "The worker died, or the job took too long" }),
      },
    ];
  });
}

/** "Run again": the job goes back to its own queue. Only this shop's. @returns how many. */
export async function runAgain(shop: ShopDomain, ids: string[]): Promise<number> {
  const boss = await getBoss();
  return boss.redrive(deadLetterQueue, { ids, data: { shop } });
}
