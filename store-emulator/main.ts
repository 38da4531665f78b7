import { readFileSync } from "node:fs";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { makeShop } from "./make-shop.ts";
import { startMailbox } from "./mail/start-mailbox.ts";
import { startEmulator } from "./start-emulator.ts";

/** `node store-emulator/main.ts [--catalog file.csv] [--track]`; see README.md for the environment. */
const { env, argv } = process;
const catalogAt = argv.indexOf("--catalog");

const running = await startEmulator({
  port: Number(env.EMULATOR_PORT ?? 4000),
  ...(env.HOST ? { host: env.HOST } : {}),
  ...(env.SHOPIFY_APP_URL ? { appUrl: env.SHOPIFY_APP_URL } : {}),
  ...(env.SHOPIFY_API_KEY ? { apiKey: env.SHOPIFY_API_KEY } : {}),
  ...(env.SHOPIFY_API_SECRET ? { apiSecret: env.SHOPIFY_API_SECRET } : {}),
  ...(env.EMULATOR_STATE ? { statePath: env.EMULATOR_STATE } : {}),
}).catch((error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "EADDRINUSE"
      ? `Port ${env.EMULATOR_PORT ?? 4000} is in use: set EMULATOR_PORT to another one.`
      : `The store emulator could not start: ${error.message}`,
  );
  process.exit(1);
});

const mailbox = env.SMTP_PORT ? await startMailbox(running.emulator, Number(env.SMTP_PORT)) : null;

const catalog = catalogAt > 0 ? argv[catalogAt + 1] : undefined;
if (catalog !== undefined && !running.wasRestored) {
  const shop = makeShop(running.emulator, "my-catalogue.myshopify.com");
  const report = importProductCsv(running.emulator, shop, readFileSync(catalog, "utf8"), {
    track: argv.includes("--track"),
  });
  console.log(
    `${report.products} products, ${report.variants} variants imported: ` +
      `${report.untracked} untracked, ${report.withoutSku} without SKU`,
  );
}

console.log(`Store emulator: ${running.url}`);

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void Promise.all([running.close(), mailbox?.close()]).then(() => process.exit(0));
  });
