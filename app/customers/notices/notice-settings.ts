import { z } from "zod";
import { type NoticeKind, noticeKinds } from "./notice-kind.ts";

/** Shopify mails these itself: off until the merchant wants Arrivo's too. */
export const toldByShopify: readonly NoticeKind[] = ["placed", "shipped", "cancelled"];

const address = z.email().max(254);

/** The merchant's settings of notices: the section `notices` of `ShopSettings.customers`. At install none is sent. */
export const noticeSettings = z.object({
  isOn: z.boolean().default(false),
  sender: z
    .object({ address, name: z.string().trim().max(100).default("") })
    .nullable()
    .default(null),
  /** What the domain's records said of that very address. */
  checked: z.object({ address, spf: z.boolean(), dkim: z.boolean(), at: z.iso.datetime() }).nullable().default(null),
  /** The address whose test mail was read: its code was typed in. */
  provenAddress: z.string().nullable().default(null),
  /** The test mail under way: the code's hash, never the code; wall time. */
  proof: z
    .object({ address, hash: z.string(), until: z.number(), triesLeft: z.number().int() })
    .nullable()
    .default(null),
  /** Kinds that go against their default, by kind. */
  kinds: z.partialRecord(z.enum(noticeKinds), z.boolean()).default({}),
  /** An earlier date is told from so many days on. */
  earlierDays: z.number().int().min(1).max(60).default(7),
  /** Who waits longer than `overDays` hears once, mid-wait, that the date holds; with `everyDays`: each so many days. */
  onTime: z
    .object({
      overDays: z.number().int().min(7).max(365).default(30),
      everyDays: z.number().int().min(7).max(180).nullable().default(null),
    })
    .prefault({}),
  /** Shopify Flow hears of each event. */
  flow: z.object({ isOn: z.boolean().default(false) }).prefault({}),
  /** The merchant's own address hears of each event; `salt` makes its secret. */
  webhook: z
    .object({ isOn: z.boolean().default(false), url: z.string().max(2_000), salt: z.string().min(8).max(64) })
    .nullable()
    .default(null),
});

export type NoticeSettings = z.infer<typeof noticeSettings>;

export function tellsKind({ kinds }: Pick<NoticeSettings, "kinds">, kind: NoticeKind): boolean {
  return kinds[kind] ?? !toldByShopify.includes(kind);
}

/** Notices are switched on and nothing leaves: the domain has stopped vouching for us since the sender was proven. */
export function isSenderStopped(settings: NoticeSettings): boolean {
  const { isOn, sender, provenAddress } = settings;
  return isOn && sender !== null && provenAddress === sender.address && !isSenderReady(settings);
}

/** May mails leave? Only from an address whose domain vouches for us and whose owner read our test. */
export function isSenderReady({ sender, checked, provenAddress }: NoticeSettings): boolean {
  if (sender === null) return false;
  return checked?.address === sender.address && checked.spf && checked.dkim && provenAddress === sender.address;
}
