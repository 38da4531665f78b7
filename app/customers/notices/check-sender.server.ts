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
    const spf = (await lookFor(records.spf.toLowerCase(), dns, domain, { left: mostLookUps })) === "named";
    const keys = await dns.txt(`${records.dkimSelector}._domainkey.${domain}`);
    const dkim = keys.some((text) => keyOf(text) === keyOf(records.dkimRecord));
    return { ok: true, spf, dkim, records };
  } catch {
    return { ok: false, reason: "no-dns" };
  }
}

/** `broken`: receivers call it a permanent error, and look no further. */
type Said = "named" | "not-named" | "broken";

/** Looks through what a domain's record includes, term by term, as a receiver does. */
async function lookFor(wanted: string, dns: Dns, domain: string, budget: { left: number }): Promise<Said> {
  const [record, ...others] = (await dns.txt(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text.trim()));
  if (record === undefined || others.length > 0) return "broken";
  const terms = record.toLowerCase().trim().split(/\s+/).slice(1);
  for (const term of terms) {
    if (looksUp.test(term)) budget.left -= 1;
    if (budget.left < 0) return "broken";
    if (term.replace(/^\+/, "") === wanted) return "named";
    // Nothing after it counts, a redirect neither.
    if (/^[+~?-]?all$/.test(term)) return "not-named";
    const included = /^\+?include:(\S+)$/.exec(term)?.[1];
    if (included === undefined) continue;
    const said = await lookFor(wanted, dns, included, budget);
    if (said !== "not-named") return said;
  }
  const led = terms.map((term) => /^redirect=(\S+)$/.exec(term)?.[1]).find((target) => target !== undefined);
  if (led === undefined) return "not-named";
  budget.left -= 1;
  return budget.left < 0 ? "broken" : lookFor(wanted, dns, led, budget);
}

const looksUp = /^[+~?-]?(?:include:|exists:|(?:a|mx|ptr)(?:[:/]|$))/;

const keyOf = (record: string): string | null => /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s+/g, "") || null;
