import { parseArgs } from "node:util";
import { makeStops } from "./demo/make-stops.ts";
import { startDemo } from "./demo/start-demo.ts";

const usage = `npm run demo -- [options]
  --port N          the control room and the emulated Shopify (4000)
  --app-port N      the app (3000)
  --fresh           start again with nothing: both sides are emptied
  --catalog FILE    your own products in the first shop (Shopify's product CSV export)
  --track           with --catalog: import the quantities as tracked`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: process.env.EMULATOR_PORT ?? "4000" },
      "app-port": { type: "string", default: process.env.PORT ?? "3000" },
      fresh: { type: "boolean", default: false },
      catalog: { type: "string" },
      track: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = (name: "port" | "app-port") => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 1 || number > 65535)
      throw new Error(`--${name} must be a port, from 1 to 65535; it is "${values[name]}".`);
    return number;
  };
  return { ...values, emulatorPort: port("port"), appPort: port("app-port") };
}

const stops = makeStops();
let wasEnded = false;

/** Also in the middle of the start: what comes up after it is stopped at once. */
async function stop(code: number): Promise<never> {
  await stops.all();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    wasEnded = true;
    void stop(0);
  });

try {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    process.exit(0);
  }
  const begun = Date.now();
  const demo = await startDemo({ ...options, name: "demo", say: (line) => console.log(line) }, stops);
  const [first, second] = demo.shops;
  console.log(`
Arrivo is running (${((Date.now() - begun) / 1000).toFixed(1)} s). Begin here:

  Control room    ${demo.emulatorUrl}/

  ${first}   selling by a shop-wide rule
    Storefront    ${demo.emulatorUrl}/store/${first}/collections/all
    Admin         ${demo.emulatorUrl}/admin/${first}
  ${second}   installed a moment ago, watching
    Storefront    ${demo.emulatorUrl}/store/${second}/collections/all
    Admin         ${demo.emulatorUrl}/admin/${second}

  Mailbox         ${demo.emulatorUrl}/mail
  App             ${demo.appUrl}/healthz   logs in .data/demo/*.log

Ctrl-C stops everything; the next start finds it as it was (--fresh empties it).`);
  const end = await demo.broke;
  if (!stops.hasStopped) {
    console.error(`The ${end.name} stopped by itself:\n${end.lastWords}`);
    await stop(1);
  }
} catch (error) {
  // A start that fails has ended its own parts already; one that was ended by hand has nothing to say.
  if (!wasEnded) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}
