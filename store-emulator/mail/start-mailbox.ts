import { simpleParser, type AddressObject, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { CaughtMail, Emulator } from "../emulator.ts";

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap((object) => object.value.flatMap((each) => each.address ?? []));

const isText = (contentType: string): boolean => /^text\/|json|csv|xml|calendar/.test(contentType);

const caught = (mail: ParsedMail, at: number): CaughtMail => ({
  to: addressesOf(mail.to),
  from: addressesOf(mail.from)[0] ?? "",
  subject: mail.subject ?? "",
  text: mail.text ?? "",
  html: mail.html || "",
  at,
  attachments: mail.attachments.map((attachment) => ({
    filename: attachment.filename ?? "attachment",
    contentType: attachment.contentType,
    ...(isText(attachment.contentType) ? { text: attachment.content.toString("utf8") } : {}),
  })),
});

/**
 * Catches every mail sent to `port` on loopback (0 takes a free one), whoever it is for, and delivers none. Takes any
 * user and password, since the sender's settings are not under test. Rejects if the port is taken.
 */
export async function startMailbox(
  emulator: Emulator,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    size: 25 * 1024 * 1024,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? "anyone" }),
    onData: (stream, _session, callback) => {
      simpleParser(stream)
        .then((mail) => {
          emulator.catchMail(caught(mail, emulator.clock.now()));
          callback();
        })
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A sender that drops its connection is not the mailbox's trouble.
  server.on("error", () => {});
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
