/** How the merchant looks at the outbox. */
export const noticeGroups = ["waiting", "sent", "failed", "bounced", "recalled", "not-mailed"] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const statusesOf: Record<NoticeGroup, readonly string[]> = {
  waiting: ["waiting", "claimed", "sending"],
  sent: ["sent", "uncertain"],
  failed: ["failed"],
  bounced: ["bounced"],
  recalled: ["recalled"],
  "not-mailed": ["trigger-only", "dropped"],
};
