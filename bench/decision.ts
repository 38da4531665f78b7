/**
 * Decisions per second on one core: `npm run bench:decision`. The inputs are shaped like a shop: several locations, every
 * state, some with a queue and inbound lines. The baseline, in the same run over the same inputs, is the naive
 * allowance of the field ("on sale while A + limit > 0"): no promise, no takeover, no reason.
 */
import { cpus } from "node:os";
import { decideAvailability } from "../app/availability/decide-availability.ts";
import type { DecisionInput } from "../app/availability/decision-input.ts";
import { gid } from "../app/ids.ts";
import type { ActivePolicy } from "../app/policies/policy.ts";

const required = 200_000;
const inputCount = 4_096;
const secondsEach = 2;

const locations = [1, 2, 3, 4].map((number) => gid("Location", number));
const onlineLocationIds = new Set(locations.slice(0, 3));

const etas: ActivePolicy["eta"][] = [
  { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
  { kind: "fixed", from: "2027-03-12", to: "2027-03-16" },
  { kind: "month", month: "2027-03" },
  { kind: "unknown" },
];

function makeInput(index: number): DecisionInput {
  const available = (index % 45) - 30;
  const hasInbound = index % 8 === 0;
  const input: DecisionInput = {
    variant: {
      currentPolicy: index % 3 === 0 ? "CONTINUE" : "DENY",
      published: null,
      eligibility: {
        isTracked: index % 50 !== 0,
        isGiftCard: false,
        requiresShipping: true,
        productStatus: "ACTIVE",
        isBundleParent: false,
      },
      hasBeenStocked: index % 10 !== 0,
    },
    shopState: "selling",
    stranger: { reaction: "person-wins", isResumed: false, putBackOwn: null, reversalsToday: 0 },
    stock: {
      levels: locations.map((locationId, at) => ({ locationId, available: at === 0 ? available : 0 })),
      onlineLocationIds,
    },
    policy: {
      mode: "on",
      policyId: "rule",
      limit: index % 5 === 0 ? { kind: "unlimited" } : { kind: "number", units: 20 },
      when: index % 4 === 0 ? "beyond-stock" : "sold-out",
      startsOn: null,
      endsOn: null,
      countedLocations: "online",
      bufferUnits: index % 7 === 0 ? 2 : 0,
      message: "default",
      // Justified: the index is within the list.
      eta: etas[index % etas.length]!,
      handlingDays: 1,
      sellsPastWindow: false,
      caution: null,
    },
    queue: hasInbound ? Array.from({ length: 12 }, (_, at) => ({ id: `waiting-${at}`, units: 1 + (at % 2) })) : [],
    inbound: hasInbound
      ? [10, 20, 5].map((units, at) => ({
          id: `line-${at}`,
          locationId: locations[0]!,
          units,
          expectedOn: `2026-12-0${9 - at}`,
          window: { from: `2026-12-1${9 - at}`, to: `2026-12-2${9 - at}` },
        }))
      : [],
    today: "2026-11-23",
  };
  // Half of a shop's sold-out variants were published before.
  if (index % 2 === 0) {
    const { metafield, publishedPolicy } = decideAvailability(input);
    return { ...input, variant: { ...input.variant, published: metafield, currentPolicy: publishedPolicy } };
  }
  return input;
}

/** The whole of what a plain allowance does. */
function allow({ stock, policy }: DecisionInput): boolean {
  const limitUnits = policy?.mode === "on" && policy.limit.kind === "number" ? policy.limit.units : Infinity;
  let available = 0;
  for (const level of stock.levels) if (stock.onlineLocationIds.has(level.locationId)) available += level.available;
  return available + limitUnits > 0;
}

/** Runs `decide` over the inputs for some seconds; the sum keeps the optimiser from dropping the work. */
function measure(decide: (input: DecisionInput) => number): { perSecond: number; checksum: number } {
  let checksum = 0;
  let decisions = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + secondsEach * 1_000;
  while (performance.now() < endsAt) {
    for (const input of inputs) checksum += decide(input);
    decisions += inputs.length;
  }
  return { perSecond: Math.round((decisions / (performance.now() - startedAt)) * 1_000), checksum };
}

const inputs = Array.from({ length: inputCount }, (_, index) => makeInput(index));
const decideOnce = (input: DecisionInput): number => decideAvailability(input).segments.length + 1;
const allowOnce = (input: DecisionInput): number => (allow(input) ? 1 : 0);
// One short round each, so that neither pays for the compiler.
for (const input of [...inputs, ...inputs]) decideOnce(input);
for (const input of [...inputs, ...inputs]) allowOnce(input);

const decision = measure(decideOnce);
const baseline = measure(allowOnce);
const isMet = decision.perSecond >= required;
const [cpu] = cpus();

console.log(
  `decisions          ${decision.perSecond.toLocaleString("en")} /s on one core, with state, reason, promise and metafield`,
);
console.log(
  `baseline           ${baseline.perSecond.toLocaleString("en")} /s, naive "A + limit > 0" over the same inputs`,
);
console.log(`required           ${required.toLocaleString("en")} /s: ${isMet ? "met" : "NOT MET"}`);
console.log(
  `inputs             ${inputCount.toLocaleString("en")} variants, 4 locations, 1 in 8 with 12 waiting and 3 inbound lines`,
);
console.log(`machine            ${cpus().length} × ${cpu?.model ?? "unknown"}, Node ${process.version}`);
console.log(`checksums          ${decision.checksum > 0 && baseline.checksum > 0 ? "ok" : "empty"}`);
process.exitCode = isMet ? 0 : 1;
