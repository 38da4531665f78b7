/** Days late as a mixture of normal distributions: its quantiles and its expected losses are known exactly. */
export interface Part {
  share: number;
  mean: number;
  spread: number;
}
export type NormalMixture = readonly Part[];

/** Abramowitz and Stegun 7.1.26, off by 1.5e-7 at most. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}

const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

export const keptRate = (mixture: NormalMixture, told: number): number =>
  mixture.reduce((sum, { share, mean, spread }) => sum + share * normalCdf((told - mean) / spread), 0);

/** Expected pinball loss of a quantile told, in days. */
export const expectedPinball = (mixture: NormalMixture, level: number, told: number): number =>
  mixture.reduce((sum, { share, mean, spread }) => {
    const z = (mean - told) / spread;
    const late = (mean - told) * normalCdf(z) + spread * normalDensity(z);
    return sum + share * (level * late + (1 - level) * (late - (mean - told)));
  }, 0);

/** What the oracle tells. */
export function quantileOf(mixture: NormalMixture, level: number): number {
  let low = -1_000;
  let high = 1_000;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (keptRate(mixture, middle) < level) low = middle;
    else high = middle;
  }
  return high;
}

export function drawFrom(mixture: NormalMixture, random: () => number): number {
  let left = random();
  const part = mixture.find(({ share }) => (left -= share) < 0) ?? mixture[0];
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return (part?.mean ?? 0) + (part?.spread ?? 1) * radius * Math.cos(2 * Math.PI * random());
}
