import { z } from "zod";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { changeNoticeSettings } from "./change-notice-settings.server.ts";
import { noticeKinds } from "./notice-kind.ts";
import { isSenderReady, noticeSettings } from "./notice-settings.ts";
import { isAllowedUrl } from "./post-webhook.server.ts";
import { recallNotices } from "./recall-notices.server.ts";
import { newSalt } from "./webhook-secret.server.ts";

export const noticeSettingsInput = z.object({
  isOn: z.boolean(),
  kinds: z.partialRecord(z.enum(noticeKinds), z.boolean()),
  earlierDays: z.number(),
  onTime: z.object({ overDays: z.number(), everyDays: z.number().nullable() }),
  flowIsOn: z.boolean(),
  webhookIsOn: z.boolean(),
  /** Empty: none. */
  webhookUrl: z.string().max(2_000),
  newSecret: z.boolean().default(false),
});
export type NoticeSettingsInput = z.infer<typeof noticeSettingsInput>;

type NoticeSettingsError = "not-ready" | "out-of-range" | "not-allowed";
export type SaveNoticeSettingsResult =
  | { ok: true; recalled: number }
  | { ok: false; errors: Partial<Record<"isOn" | "earlierDays" | "onTime" | "webhookUrl", NoticeSettingsError>> };

/** Saves the switches, all or nothing. Switching off recalls what waits: nobody gets an old notice when it is on again. */
export async function saveNoticeSettings(
  ports: Ports,
  shop: ShopDomain,
  input: NoticeSettingsInput,
): Promise<SaveNoticeSettingsResult> {
  const { isOn, kinds, earlierDays, onTime, flowIsOn, webhookIsOn, webhookUrl, newSecret } = input;
  return changeNoticeSettings(shop, async (present, store, db) => {
    const url = webhookUrl.trim();
    const salt = present.webhook === null || newSecret ? newSalt() : present.webhook.salt;
    const next = noticeSettings.safeParse({
      ...present,
      isOn,
      kinds,
      earlierDays,
      onTime,
      flow: { isOn: flowIsOn },
      webhook: url === "" ? null : { isOn: webhookIsOn, url, salt },
    });
    const errors: Extract<SaveNoticeSettingsResult, { ok: false }>["errors"] = {};
    for (const issue of next.error?.issues ?? [])
      errors[issue.path[0] === "onTime" ? "onTime" : "earlierDays"] = "out-of-range";
    // One that was stopped stays switched on: it sends again once its records are back.
    if (isOn && !present.isOn && !isSenderReady(present)) errors.isOn = "not-ready";
    if ((url !== "" && !isAllowedUrl(url)) || (url === "" && webhookIsOn)) errors.webhookUrl = "not-allowed";
    if (!next.success || Object.keys(errors).length > 0) return { ok: false, errors };
    await store(next.data);
    const recalled = present.isOn && !isOn ? await recallNotices(ports, db, shop, { kind: "all" }) : 0;
    if (isOn) await ports.queue.enqueue(db, "send-notices", { shop });
    return { ok: true, recalled };
  });
}
