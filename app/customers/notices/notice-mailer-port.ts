/** One mail to a customer, rendered. */
export interface NoticeMail {
  /** Stable: a mail that is sent twice is one to whoever receives it. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** What became of a mail. `unknown`: the server had all of it, and its answer never came. */
export type MailOutcome =
  | { kind: "taken" }
  /** The server refuses the address: for good. */
  | { kind: "bounced"; said: string }
  /** The server refuses the mail itself: for good. */
  | { kind: "refused"; said: string }
  /** Not now, this one. */
  | { kind: "later"; said: string }
  /** No server: nothing was handed over. */
  | { kind: "unreachable"; said: string }
  | { kind: "unknown"; said: string };

export interface MailSession {
  /** Never throws: what becomes of a mail is its outcome. Sends side by side as it is called. */
  send(mail: NoticeMail): Promise<MailOutcome>;
  close(): void;
}

/** The way by which mails to customers leave: SMTP, signed by DKIM for the sender's domain. */
export interface NoticeMailer {
  isConfigured: boolean;
  /** What a sender's domain must publish; null: the operator has set no key or no SPF, so no sender can be checked. */
  records: SenderRecords | null;
  open(): MailSession;
}

export interface SenderRecords {
  /** A mechanism of SPF, `include:spf.example.com`. */
  spf: string;
  dkimSelector: string;
  /** The value of the TXT record at `{selector}._domainkey.{domain}`. */
  dkimRecord: string;
}

export interface Dns {
  /** The TXT records of a name, each put together; none: []. @throws Error where no answer came. */
  txt(name: string): Promise<string[]>;
}

declare module "../../ports.ts" {
  interface Ports {
    noticeMailer: NoticeMailer;
    dns: Dns;
  }
}
