import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smtpMailer } from "../../app/mailer.server.ts";

const caught: ParsedMail[] = [];
const refusals: { address: string; code: number }[] = [
  { address: "nobody@example.com", code: 550 },
  { address: "later@example.com", code: 451 },
];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, answer) => {
    const refusal = refusals.find((each) => each.address === address);
    answer(refusal ? Object.assign(new Error("refused"), { responseCode: refusal.code }) : null);
  },
  onData: (stream, _session, answer) => {
    void simpleParser(stream).then((mail) => {
      caught.push(mail);
      answer();
    });
  },
});
let url: string;

beforeAll(async () => {
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

describe("the mailer", () => {
  const mail = { to: "owner@example.com", subject: "Your two files", text: "Here they are." };

  it("sends text and files from the address it is given", async () => {
    const attachments = [{ filename: "restore.csv", content: "Handle\nlamp\n", contentType: "text/csv" }];
    await smtpMailer(url, "Arrivo <arrivo@example.com>").send({ ...mail, attachments });
    expect(caught[0]).toMatchObject({ subject: "Your two files", from: { text: '"Arrivo" <arrivo@example.com>' } });
    expect(caught[0]?.attachments[0]).toMatchObject({ filename: "restore.csv" });
    expect(caught[0]?.attachments[0]?.content.toString()).toBe("Handle\nlamp\n");
  });

  it("says whether trying again can help", async () => {
    const mailer = smtpMailer(url, undefined);
    await expect(mailer.send({ ...mail, to: "nobody@example.com" })).rejects.toMatchObject({ isRetryable: false });
    await expect(mailer.send({ ...mail, to: "later@example.com" })).rejects.toMatchObject({ isRetryable: true });
    const unreachable = smtpMailer("smtp://127.0.0.1:1", undefined);
    await expect(unreachable.send(mail)).rejects.toMatchObject({ isRetryable: true });
  });

  it("without an SMTP_URL is not configured, and sends nothing", async () => {
    const mailer = smtpMailer(undefined, undefined);
    expect(mailer.isConfigured).toBe(false);
    await expect(mailer.send(mail)).rejects.toMatchObject({ isRetryable: false });
  });
});
