import { call } from "./api.js";
import { flash, pane } from "./panes.js";

const SHOWN = 60;
const time = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

const cell = (content) => {
  const td = document.createElement("td");
  if (content instanceof Node) td.append(content);
  else td.textContent = content;
  td.title = td.textContent;
  return td;
};

const fill = (name, entries, columns, isBad = () => false) => {
  const rows = entries
    .slice(-SHOWN)
    .reverse()
    .map((entry) => {
      const row = document.createElement("tr");
      row.classList.toggle("is-bad", isBad(entry));
      row.append(...columns(entry).map(cell));
      return row;
    });
  pane(name)
    .querySelector("[data-rows]")
    .replaceChildren(...rows);
  pane(name).querySelector("[data-empty]").hidden = rows.length > 0;
};

const mailLink = (mail, number) =>
  Object.assign(document.createElement("a"), { href: `/mail/${number}`, target: "_blank", textContent: mail.subject });

/** Reads the logs of a shop again; `kinds` says which have news. */
export async function refreshLogs(domain, kinds) {
  const has = (kind) => kinds === undefined || kinds.includes(kind);
  const query = `shop=${domain}&limit=${SHOWN}`;
  if (has("mail")) {
    const mails = (await call("GET", "/control/mail")).map((mail, index) => ({ ...mail, number: index + 1 }));
    fill("mail", mails, (mail) => [time(mail.at), mailLink(mail, mail.number), mail.to.join(", ")]);
  }
  if (has("delivery")) {
    const deliveries = await call("GET", `/control/webhooks?${query}`);
    fill(
      "webhooks",
      deliveries,
      (each) => [time(each.at), each.topic, `${each.status ?? each.outcome}`],
      (each) => each.outcome !== "delivered",
    );
  }
  if (has("call")) {
    const calls = await call("GET", `/control/calls?${query}`);
    fill(
      "calls",
      calls,
      (each) => [time(each.at), each.operation, each.cost === null ? `${each.status}` : `${each.cost} pt`],
      (each) => each.status !== 200 || each.error !== null,
    );
  }
  if (kinds?.includes("mail")) flash("mail");
}
