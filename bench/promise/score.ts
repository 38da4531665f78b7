/** The levels a promise is judged at. */
export const levels = [0.5, 0.8, 0.9, 0.95] as const;

export interface Score {
  count: number;
  /** Of each level: how many deliveries came no later than told, and the sum of pinball losses in days. */
  kept: number[];
  losses: number[];
}

export const noScore = (): Score => ({ count: 0, kept: levels.map(() => 0), losses: levels.map(() => 0) });

/** The pinball loss of a quantile told, in days (Koenker and Bassett, 1978). */
export const pinball = (level: number, daysLate: number, told: number): number =>
  daysLate > told ? level * (daysLate - told) : (1 - level) * (told - daysLate);

export function addScore(score: Score, daysLate: number, told: readonly number[]): void {
  score.count += 1;
  levels.forEach((level, index) => {
    const days = told[index] ?? 0;
    score.kept[index] = (score.kept[index] ?? 0) + (daysLate <= days ? 1 : 0);
    score.losses[index] = (score.losses[index] ?? 0) + pinball(level, daysLate, days);
  });
}

/** Of each level, in percent. */
export const keptRates = ({ count, kept }: Score): number[] => kept.map((each) => (100 * each) / count);
export const meanLosses = ({ count, losses }: Score): number[] => losses.map((each) => each / count);
/** Over the levels, in days. */
export const meanLoss = (score: Score): number =>
  meanLosses(score).reduce((sum, each) => sum + each, 0) / levels.length;
