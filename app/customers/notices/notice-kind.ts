/** What a customer can be told, the weightiest first: of a mail with several it chooses subject and template. */
export const noticeKinds = [
  "keep-or-cancel",
  "reminder",
  "cancelled",
  "delayed",
  "answered",
  "ready",
  "shipped",
  "compensated",
  "rewarded",
  "earlier",
  "placed",
  "on-time",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export function isNoticeKind(text: string): text is NoticeKind {
  return (noticeKinds as readonly string[]).includes(text);
}

export function weightiest(kinds: readonly NoticeKind[]): NoticeKind | null {
  return noticeKinds.find((kind) => kinds.includes(kind)) ?? null;
}
