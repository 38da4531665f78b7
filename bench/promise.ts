/**
 * How well dates are told: `npm run bench:promise -- --file F [--suppliers N] [--seed N]`. First on real deliveries, rolling
 * origin: each delivery is told 30 days before its due day from what had been received by then, beside three baselines of
 * the same run. Then on simulated suppliers whose truth is known, beside an oracle that knows it.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { printReal } from "./promise/print-real.ts";
import { printSimulated } from "./promise/print-simulated.ts";
import { readDeliveries } from "./promise/read-deliveries.ts";
import { tellDeliveries } from "./promise/tell-deliveries.ts";
import { tellSimulated } from "./promise/tell-simulated.ts";

const { values } = parseArgs({
  options: {
    file: { type: "string" },
    suppliers: { type: "string", default: "500" },
    seed: { type: "string", default: "20261123" },
  },
});
const suppliersAKind = Number(values.suppliers);
const seed = Number(values.seed);
if (values.file === undefined || !Number.isInteger(suppliersAKind) || suppliersAKind < 2 || !Number.isInteger(seed)) {
  console.error(
    "npm run bench:promise -- --file <csv with vendor, scheduled_on, delivered_on> [--suppliers <even number>] [--seed <number>]",
  );
  process.exit(2);
}

const startedAt = performance.now();
const secondsSince = (instant: number): string => ((performance.now() - instant) / 1_000).toFixed(0);
const [cpu] = cpus();
console.log(`machine   ${cpus().length} × ${cpu?.model ?? "unknown"}, Node ${process.version}; seed ${seed}`);
const isRealMet = printReal(tellDeliveries(readDeliveries(values.file)));
console.log(`duration  ${secondsSince(startedAt)} s`);
const simulatedAt = performance.now();
const isSimulatedMet = printSimulated(tellSimulated(suppliersAKind, seed), suppliersAKind);
console.log(`duration  ${secondsSince(simulatedAt)} s`);
process.exitCode = isRealMet && isSimulatedMet ? 0 : 1;
