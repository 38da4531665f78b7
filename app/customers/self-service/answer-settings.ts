import { z } from "zod";

const days = (least: number, most: number) => z.number().int().min(least).max(most);

/** What customers may answer, and what silence does: the section `answers` of `ShopSettings.customers`. */
export const answerSettings = z.object({
  /** Whoever is told late has so many days to answer all the same. */
  leastDays: days(1, 30).default(5),
  /** Days to answer where no law sets any. */
  usualDays: days(1, 60).default(14),
  /** So many days before the deadline, who has not answered is reminded once. */
  reminderDays: days(1, 14).default(3),
  /** Where the law ends an order by silence: Arrivo cancels and refunds it by itself; off: a dated to-do. */
  cancelsBySilence: z.boolean().default(false),
  /** What a customer may do without being asked first. After a delay, and once the promised days are over, they always may. */
  selfService: z
    .object({
      isOn: z.boolean().default(true),
      mayCancel: z.boolean().default(true),
      /** Only some of a line's units, or only some lines. */
      mayCancelPart: z.boolean().default(true),
      /** No longer than so many days before the first promised day. */
      untilDaysBefore: days(0, 60).default(0),
    })
    .prefault({}),
});

export type AnswerSettings = z.infer<typeof answerSettings>;
