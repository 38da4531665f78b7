import { createTransport } from "nodemailer";
import { InfrastructureError } from "./errors.ts";
import type { Mailer } from "./ports.ts";

class MailNotTaken extends InfrastructureError {
  override readonly name = "MailNotTaken";
  readonly isRetryable: boolean;
  constructor(isRetryable: boolean, cause: unknown) {
    super("The mail server did not take the mail", { cause });
    this.isRetryable = isRetryable;
  }
}

/** Mail over SMTP. Without SMTP_URL nothing is sent: `isConfigured` is false and `send` refuses. */
export function smtpMailer(smtpUrl: string | undefined, from: string | undefined): Mailer {
  const transport = smtpUrl
    ? createTransport({ url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 })
    : null;
  return {
    isConfigured: transport !== null,
    async send(mail) {
      if (!transport) throw new MailNotTaken(false, new Error("SMTP_URL is not set"));
      try {
        await transport.sendMail({ from: from ?? "Arrivo <no-reply@localhost>", ...mail });
      } catch (error) {
        // 5xx is the server's last word on this mail; anything else may pass later.
        const code = (error as { responseCode?: unknown }).responseCode;
        throw new MailNotTaken(!(typeof code === "number" && code >= 500), error);
      }
    },
  };
}
