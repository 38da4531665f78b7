import type { Ports } from "../../ports.ts";
import type { Dns, SenderRecords } from "./notice-mailer-port.ts";

export type SenderCheck =
  | { ok: true; spf: boolean; dkim: boolean; records: SenderRecords }
  /** `not-set-up`: the operator has set no key. `no-dns`: no answer came; try again. */
  | { ok: false; reason: "not-set-up" | "no-dns" };

/** RFC 7208, 4.6.4: more look-ups than these, and receivers give up too. */
const mostLookUps = 10;

/** Does the address's domain vouch for our mail server (SPF), and publish our key (DKIM)? */
export async function checkSender({ dns, noticeMailer }: Ports, address: string): Promise<SenderCheck> {
  const { records } = noticeMailer;
  if (records === null) return { ok: false, reason: "not-set-up" };
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  try {
    const spf = await namesMechanism(dns, domain, records.spf, { left: mostLookUps });
    const keys = await dns.txt(`${records.dkimSelector}._domainkey.${domain}`);
    const dkim = keys.some((text) => keyOf(text) === keyOf(records.dkimRecord));
    return { ok: true, spf, dkim, records };
  } catch {
    return { ok: false, reason: "no-dns" };
  }
}

/** Looks through what a domain's record includes, as a receiver does. */
async function namesMechanism(dns: Dns, domain: string, wanted: string, budget: { left: number }): Promise<boolean> {
  if (budget.left <= 0) return false;
  budget.left -= 1;
  const records = (await dns.txt(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text.trim()));
  // Two records are none: receivers call it a permanent error.
  const [record] = records;
  if (record === undefined || records.length > 1) return false;
  const terms = record.toLowerCase().trim().split(/\s+/).slice(1);
  if (terms.some((term) => term.replace(/^\+/, "") === wanted.toLowerCase())) return true;
  for (const term of terms) {
    const included = /^(?:\+?include:|redirect=)(\S+)$/.exec(term)?.[1];
    if (included !== undefined && (await namesMechanism(dns, included, wanted, budget))) return true;
  }
  return false;
}

const keyOf = (record: string): string | null => /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s+/g, "") || null;
