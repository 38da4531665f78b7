import { getPorts } from "../../../app/composition.server.ts";
import { disconnect } from "../../../app/db.server.ts";
import { ShopifyRejected } from "../../../app/errors.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { jobNames } from "../../../app/jobs/catalogue.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import { startWorker } from "../../../app/jobs/worker.server.ts";
import { authenticateAdmin } from "../../../app/shopify.server.ts";
import { getTokenStore } from "../../../app/shopify/sessions.server.ts";
import { startWeb } from "../../../app/web/start-web.server.ts";

/** The app without its pages, in a process of its own: for what is only seen from outside, such as its log. */
const ports = getPorts();
const worker = await startWorker(ports, {
  // What falls due in a shop where nobody waits.
  ...Object.fromEntries(jobNames.map((name) => [name, async () => undefined])),
  "set-up-shop": async (_ports, { shop }) => {
    await getTokenStore().accessToken(shop);
  },
  "reconcile-shop": async (_ports, { shop }) => {
    throw new ShopifyRejected("productUpdate", [
      { field: null, message: `${shop}: ask robin@example.com, with shpat_0123456789abcdef` },
    ]);
  },
  "run-due": runDue,
});
const web = await startWeb(ports, (incoming, outgoing) => {
  const url = new URL(incoming.url ?? "/", process.env.SHOPIFY_APP_URL);
  const headers = { "user-agent": incoming.headers["user-agent"] ?? "" };
  authenticateAdmin(new Request(url, { headers })).then(
    ({ shop }) => outgoing.writeHead(200).end(shop),
    (answer: unknown) => outgoing.writeHead(answer instanceof Response ? answer.status : 500).end(),
  );
});
process.send?.(web.port);
process.once("message", () => {
  void (async () => {
    await web.stop();
    await worker.stop();
    await stopBoss();
    await disconnect();
    process.disconnect();
  })();
});
