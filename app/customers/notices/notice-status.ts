/**
 * `waiting`: for its time, or to be tried again. `claimed`: a sender is making it ready. `sending`: handed to the mail
 * server, whose answer is not stored yet. `sent`. `uncertain`: sent, perhaps twice, or perhaps not at all: the answer was
 * lost twice. `failed`: given up. `bounced`: the server refused the address, or the merchant says it came back: not told.
 * `recalled`: by the merchant, in time. `dropped`: nothing of it was left to say. `trigger-only`: no address that we may
 * read; Flow and the webhook were told.
 */
export const noticeStatuses = [
  "waiting",
  "claimed",
  "sending",
  "sent",
  "uncertain",
  "failed",
  "bounced",
  "recalled",
  "dropped",
  "trigger-only",
] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];
