import { getPorts } from "../../../app/composition.server.ts";
import { startWeb } from "../../../app/web/start-web.server.ts";

/** The web process without its pages: what takes webhooks and tells readiness, for the storms. */
const web = await startWeb(getPorts(), (_request, response) => response.writeHead(404).end());
process.send?.(web.port);
