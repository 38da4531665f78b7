import type { ResolverMap } from "../context.ts";

export type Job = { id: string; done: boolean };

export const jobFields: ResolverMap = {
  Job: { id: (job: Job) => job.id, done: (job: Job) => job.done },
};
