import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface SmtpSink {
  url: string;
  mails: ParsedMail[];
  /** The server's answer to an address, by it; otherwise it takes everybody. */
  refusals: Map<string, number>;
  /** Called with each mail once it has it, before its answer. */
  beforeAnswer: (mail: ParsedMail) => Promise<void> | void;
  close(): Promise<void>;
}

/** A mail server that keeps what it takes, and refuses whom the test says. */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const sink: Omit<SmtpSink, "url" | "close"> = { mails: [], refusals: new Map(), beforeAnswer: () => undefined };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, answer) => {
      const code = sink.refusals.get(address);
      const words = `${code} <${address}> is not here`;
      answer(code === undefined ? null : Object.assign(new Error(words), { responseCode: code }));
    },
    onData: (stream, _session, answer) => {
      void simpleParser(stream).then(async (mail) => {
        sink.mails.push(mail);
        await sink.beforeAnswer(mail);
        answer();
      });
    },
  });
  // A client that is killed breaks its connection.
  server.on("error", () => undefined);
  const listening = server.listen(port, "127.0.0.1");
  await once(listening, "listening");
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
