import { printRequirements, type Requirement } from "./print-requirements.ts";
import { keptRates, levels, meanLoss, meanLosses, type Score } from "./score.ts";
import { type Teller, tellers, type Told } from "./tell-deliveries.ts";

/** @returns whether the figures are reached. */
export function printReal({ scores, byYear, earlyCount }: Told): boolean {
  const { count } = scores.model;
  console.log(`\nReal deliveries: ${count}, each told 30 days before its due day from what had been received by then.`);
  console.log(`${earlyCount} of them had come by then: told without their own shipment.\n`);
  printScores(scores);
  for (const [year, ofYear] of [...byYear].sort(([one], [other]) => one - other)) {
    console.log(`\n${year}, ${ofYear.model.count} deliveries`);
    printScores(ofYear);
  }
  console.log("");
  return printRequirements(requirementsOf(scores));
}

function printScores(scores: Record<Teller, Score>): void {
  const head = levels.map((level) => `${100 * level} %`.padStart(8)).join("");
  console.log(`${"".padEnd(15)}${" kept:".padEnd(8)}${head}    pinball loss, days:${head}    mean`);
  for (const teller of tellers) {
    const kept = keptRates(scores[teller]).map((rate) => rate.toFixed(1).padStart(8));
    const losses = meanLosses(scores[teller]).map((loss) => loss.toFixed(3).padStart(8));
    const mean = meanLoss(scores[teller]).toFixed(3).padStart(8);
    console.log(`${teller.padEnd(23)}${kept.join("")}${"".padEnd(23)}${losses.join("")}${mean}`);
  }
}

function requirementsOf(scores: Record<Teller, Score>): Requirement[] {
  const kept = keptRates(scores.model);
  const losses = meanLosses(scores.model);
  const stated = meanLosses(scores["stated date"]);
  const best = Math.min(...tellers.filter((teller) => teller !== "model").map((teller) => meanLoss(scores[teller])));
  const loss = meanLoss(scores.model);
  const below = (level: number): number => {
    const at = levels.findIndex((each) => each === level);
    return 100 * (1 - (losses[at] ?? 0) / (stated[at] ?? 1));
  };
  return [
    ...levels.slice(1).map((level, index) => {
      const rate = kept[index + 1] ?? 0;
      return {
        what: `kept at ${100 * level} % not more than 3 points under it`,
        found: `${rate.toFixed(1)} %`,
        isMet: rate >= 100 * level - 3,
      };
    }),
    {
      what: "mean pinball loss below the best baseline's",
      found: `${loss.toFixed(3)} days, best baseline ${best.toFixed(3)}`,
      isMet: loss < best,
    },
    ...(
      [
        [0.9, 5],
        [0.95, 15],
      ] as const
    ).map(([level, least]) => ({
      what: `pinball loss at ${100 * level} % at least ${least} % below the stated date's`,
      found: `${below(level).toFixed(1)} % below`,
      isMet: below(level) >= least,
    })),
  ];
}
