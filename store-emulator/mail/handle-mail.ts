import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Liquid } from "liquidjs";
import type { CaughtMail } from "../emulator.ts";
import { html, json, type Handler } from "../http.ts";

const engine = new Liquid({ ownPropertyOnly: true });
const template = engine.parse(readFileSync(join(import.meta.dirname, "mailbox.liquid"), "utf8"));

const withWhen = (mail: CaughtMail) => ({
  ...mail,
  when: new Date(mail.at).toISOString().slice(0, 16).replace("T", " "),
});

/** The mailbox as a page (`/mail`, `/mail/{n}`, n from 1) and as JSON (`/control/mail`, `/control/mail?to=`). */
export const handleMail: Handler = async (request, emulator) => {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/control/mail") {
    const to = searchParams.get("to");
    return json(emulator.mails.filter((mail) => to === null || mail.to.includes(to)));
  }
  if (pathname === "/mail" || pathname === "/mail/") {
    const mails = emulator.mails.map((mail, index) => ({ ...withWhen(mail), number: index + 1 })).reverse();
    return html((await engine.render(template, { mails })) as string);
  }
  const number = /^\/mail\/(\d+)$/.exec(pathname)?.[1];
  if (number === undefined) return null;
  const mail = emulator.mails[Number(number) - 1];
  if (!mail) return new Response(null, { status: 302, headers: { location: "/mail" } });
  return html((await engine.render(template, { mail: withWhen(mail) })) as string);
};
