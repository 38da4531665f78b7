import { createPublicKey } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { createTransport } from "nodemailer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type {
  MailOutcome,
  MailSession,
  NoticeMail,
  NoticeMailer,
  SenderRecords,
} from "./customers/notices/notice-mailer-port.ts";

export interface NoticeMailerOptions {
  smtpUrl?: string | undefined;
  spf?: string | undefined;
  dkimSelector: string;
  /** PKCS #8, base64 of the DER. */
  dkimKey?: string | undefined;
  perSecond: number;
}

/** Composes only; the connection below sends, because it must know how far a mail had got when one breaks. */
const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/** Mails to customers over SMTP. Without `smtpUrl` none is ever sent. */
export function smtpNoticeMailer(options: NoticeMailerOptions): NoticeMailer {
  const pem = options.dkimKey === undefined ? null : pemOf(options.dkimKey);
  const waitTurn = pacer(options.perSecond);
  return {
    isConfigured: options.smtpUrl !== undefined,
    records: recordsOf(options, pem),
    open: () => openSession(options, pem, waitTurn),
  };
}

function recordsOf({ spf, dkimSelector }: NoticeMailerOptions, pem: string | null): SenderRecords | null {
  if (spf === undefined || pem === null) return null;
  const key = createPublicKey(pem).export({ type: "spki", format: "der" }).toString("base64");
  return { spf, dkimSelector, dkimRecord: `v=DKIM1; k=rsa; p=${key}` };
}

function openSession(options: NoticeMailerOptions, pem: string | null, waitTurn: () => Promise<void>): MailSession {
  const idle: SMTPConnection[] = [];
  const all = new Set<SMTPConnection>();
  return {
    async send(mail) {
      if (options.smtpUrl === undefined) return { kind: "unreachable", said: "SMTP_URL is not set" };
      const message = await compose(mail, options.dkimSelector, pem).catch(asError);
      if (message instanceof Error) return { kind: "refused", said: said(message) };
      await waitTurn();
      const taken = idle.pop();
      const connection = taken ?? (await connect(options.smtpUrl).catch((error: unknown) => asError(error)));
      if (connection instanceof Error) return { kind: "unreachable", said: said(connection) };
      all.add(connection);
      const outcome = await hand(connection, mail, message);
      const isUsable =
        outcome.kind !== "unreachable" && outcome.kind !== "unknown" && (await reset(connection, outcome));
      if (isUsable) idle.push(connection);
      else connection.close();
      // The server may have closed a connection that lay idle, before anything of this mail was said.
      if (outcome.kind === "unreachable" && taken !== undefined) return this.send(mail);
      return outcome;
    },
    close: () => {
      for (const connection of all) connection.quit();
    },
  };
}

async function compose(mail: NoticeMail, keySelector: string, pem: string | null): Promise<Buffer> {
  const { message } = await composer.sendMail({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    // No robot is to answer it.
    headers: { "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" },
    ...(pem === null ? {} : { dkim: { domainName: domainOf(mail.from.address), keySelector, privateKey: pem } }),
  });
  // Justified cast: with `buffer` the message is one.
  return message as Buffer;
}

function connect(smtpUrl: string): Promise<SMTPConnection> {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl);
  const secure = protocol === "smtps:";
  const connection = new SMTPConnection({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    ignoreTLS: searchParams.get("ignoreTLS") === "true",
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return new Promise((resolve, reject) => {
    // Of an idle connection that the server closes nobody else hears.
    connection.on("error", reject);
    connection.connect((error) => {
      if (error) return reject(error);
      if (username === "") return resolve(connection);
      const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
      connection.login({ credentials }, (refusal) => (refusal ? reject(refusal) : resolve(connection)));
    });
  });
}

function hand(connection: SMTPConnection, mail: NoticeMail, message: Buffer): Promise<MailOutcome> {
  const body = Readable.from([message], { objectMode: false });
  return new Promise((resolve) => {
    const end = (outcome: MailOutcome) => {
      connection.off("error", lost);
      connection.off("end", closed);
      resolve(outcome);
    };
    // Until the server had read all of it, it can't have taken it.
    const lost = (error: Error) => end({ kind: body.readableEnded ? "unknown" : "unreachable", said: said(error) });
    const closed = () => lost(new Error("The connection was closed"));
    connection.on("error", lost);
    connection.on("end", closed);
    connection.send({ from: mail.from.address, to: [mail.to] }, body, (error) => {
      if (!error) return end({ kind: "taken" });
      // What is no address at all the server was not even asked for.
      if (error.code === "EENVELOPE" && error.responseCode === undefined)
        return end({ kind: "bounced", said: said(error) });
      if (error.responseCode === undefined) return lost(error);
      end(refusalOf(error.responseCode, error.command, said(error)));
    });
  });
}

function refusalOf(code: number, command: string | undefined, words: string): MailOutcome {
  if (code === 421) return { kind: "unreachable", said: words };
  if (code < 500) return { kind: "later", said: words };
  return { kind: command?.startsWith("RCPT") === true ? "bounced" : "refused", said: words };
}

/** A refused mail leaves its envelope behind. @returns false where the connection is of no more use. */
function reset(connection: SMTPConnection, outcome: MailOutcome): Promise<boolean> {
  if (outcome.kind === "taken") return Promise.resolve(true);
  return new Promise((resolve) => connection.reset((error) => resolve(!error)));
}

const pemOf = (base64: string) => `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`;
const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1);
const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** The server's own words, without the customer's address, which they like to repeat. */
function said(error: Error & { response?: string }): string {
  return (error.response ?? error.message).replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "…").slice(0, 300);
}

/** Lets callers through one after the other, so many a second. */
function pacer(perSecond: number): () => Promise<void> {
  let nextAt = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + 1_000 / perSecond;
    if (at - now > 4) await pause(at - now);
  };
}
