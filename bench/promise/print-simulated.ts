import { printRequirements } from "./print-requirements.ts";
import { levels } from "./score.ts";
import { kinds } from "./simulated-suppliers.ts";
import type { Simulated } from "./tell-simulated.ts";

/** @returns whether the figures are reached. */
export function printSimulated(all: readonly Simulated[], suppliersAKind: number): boolean {
  const head = levels.map((level) => `${100 * level} %`.padStart(8)).join("");
  console.log(
    `\nSimulated suppliers: ${suppliersAKind} of each kind at each number of receipts, held against their truth.\n`,
  );
  console.log(`${"kind".padEnd(20)}receipts  kept:${head}   loss: model  oracle     own   /oracle    /own`);
  for (const kind of kinds)
    for (const each of all.filter((one) => one.kind === kind)) {
      const kept = each.kept.map((rate) => rate.toFixed(1).padStart(8)).join("");
      const losses = [each.loss, each.oracleLoss, each.ownLoss].map((loss) => loss.toFixed(3).padStart(8)).join("");
      console.log(
        `${kind.padEnd(20)}${String(each.receiptCount).padStart(8)}       ${kept}       ${losses}` +
          `${(each.loss / each.oracleLoss).toFixed(3).padStart(10)}${(each.loss / each.ownLoss).toFixed(3).padStart(8)}`,
      );
    }
  console.log("");
  return printRequirements(
    kinds.flatMap((kind) =>
      requirementsOf(
        kind,
        all.filter((one) => one.kind === kind),
      ),
    ),
  );
}

function requirementsOf(kind: string, all: readonly Simulated[]) {
  const off = Math.max(
    ...all
      .filter(({ receiptCount }) => receiptCount >= 20)
      .flatMap(({ kept }) => levels.slice(1).map((level, index) => Math.abs((kept[index + 1] ?? 0) - 100 * level))),
  );
  const toOracle = Math.max(
    ...all.filter(({ receiptCount }) => receiptCount >= 50).map(({ loss, oracleLoss }) => loss / oracleLoss),
  );
  const toOwn = Math.max(...all.map(({ loss, ownLoss }) => loss / ownLoss));
  return [
    {
      what: `${kind}: kept at 80, 90 and 95 % within 3 points from 20 receipts on`,
      found: `${off.toFixed(1)} points off at most`,
      isMet: off <= 3,
    },
    {
      what: `${kind}: loss at most 1.10 times the oracle's from 50 receipts on`,
      found: `${toOracle.toFixed(3)} at most`,
      isMet: toOracle <= 1.1,
    },
    {
      what: `${kind}: loss at most 1.02 times the own record's at any number`,
      found: `${toOwn.toFixed(3)} at most`,
      isMet: toOwn <= 1.02,
    },
  ];
}
