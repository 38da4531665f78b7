import type { Eta } from "../supply/eta.ts";
import type { PolicyFormInput } from "./policy-form.ts";
import type { Caution } from "../supply/supply-settings.ts";
import type { BackorderLimit, PolicyFields, PolicyLevel } from "./policy.ts";

/** A rule as its form holds it while it is being filled in: all text. Empty: inherits, or not chosen yet. */
export interface LimitDraft {
  kind: "" | BackorderLimit["kind"];
  units: string;
  /** Kept back of what is inbound. */
  bufferUnits: string;
}
export interface EtaDraft {
  kind: "" | Eta["kind"];
  minDays: string;
  maxDays: string;
  days: "working" | "calendar";
  from: string;
  to: string;
  month: string;
  isConfirmed: boolean;
}
export interface PolicyDraft {
  mode: "" | PolicyFields["mode"];
  limit: LimitDraft;
  when: "" | PolicyFields["when"];
  schedule: { isOwn: boolean; startsOn: string; endsOn: string };
  locations: { kind: "" | "online" | "chosen"; ids: string[] };
  bufferUnits: string;
  message: string;
  eta: EtaDraft;
  handlingDays: string;
  sellsPastWindow: "" | "yes" | "no";
  /** `shop`: the shop's own. */
  caution: "" | "shop" | Caution;
  joinsNewProducts: boolean;
}

export const noLimit: LimitDraft = { kind: "", units: "", bufferUnits: "" };
export const noEta: EtaDraft = {
  kind: "",
  minDays: "",
  maxDays: "",
  days: "working",
  from: "",
  to: "",
  month: "",
  isConfirmed: false,
};

/** The form of a rule; of one that is not made yet from `{}`. */
export function draftOf(gives: Partial<PolicyFields>): PolicyDraft {
  const { countedLocations, startsOn, endsOn, sellsPastWindow } = gives;
  return {
    mode: gives.mode ?? "",
    limit: gives.limit === undefined ? noLimit : limitDraftOf(gives.limit),
    when: gives.when ?? "",
    schedule: {
      isOwn: startsOn !== undefined || endsOn !== undefined,
      startsOn: startsOn ?? "",
      endsOn: endsOn ?? "",
    },
    locations:
      countedLocations === undefined
        ? { kind: "", ids: [] }
        : countedLocations === "online"
          ? { kind: "online", ids: [] }
          : { kind: "chosen", ids: [...countedLocations] },
    bufferUnits: textOf(gives.bufferUnits),
    message: gives.message ?? "",
    eta: gives.eta === undefined ? noEta : etaDraftOf(gives.eta),
    handlingDays: textOf(gives.handlingDays),
    sellsPastWindow: sellsPastWindow === undefined ? "" : sellsPastWindow ? "yes" : "no",
    caution: gives.caution === undefined ? "" : (gives.caution ?? "shop"),
    joinsNewProducts: gives.joinsNewProducts ?? false,
  };
}

const textOf = (value: number | undefined) => (value === undefined ? "" : String(value));

function limitDraftOf(limit: BackorderLimit): LimitDraft {
  switch (limit.kind) {
    case "number":
      return { ...noLimit, kind: limit.kind, units: String(limit.units) };
    case "inbound":
      return { ...noLimit, kind: limit.kind, bufferUnits: String(limit.bufferUnits) };
    case "unlimited":
      return { ...noLimit, kind: limit.kind };
  }
}

function etaDraftOf(eta: Eta): EtaDraft {
  switch (eta.kind) {
    case "lead-time":
      return { ...noEta, kind: eta.kind, minDays: String(eta.minDays), maxDays: String(eta.maxDays), days: eta.days };
    case "fixed":
      return { ...noEta, kind: eta.kind, from: eta.from, to: eta.to };
    case "month":
      return { ...noEta, kind: eta.kind, month: eta.month };
    case "supply":
      return { ...noEta, kind: eta.kind };
    case "unknown":
      // It was confirmed when it was saved.
      return { ...noEta, kind: eta.kind, isConfirmed: true };
  }
}

/** What the form sends. A rule that is off or never says nothing else. */
export function inputOf(draft: PolicyDraft, level: PolicyLevel): PolicyFormInput {
  if (draft.mode === "never" || draft.mode === "off") return { mode: draft.mode, ...keptOf(draft) };
  return {
    mode: draft.mode,
    limit: limitInputOf(draft.limit),
    when: draft.when,
    schedule: draft.schedule.isOwn ? { startsOn: draft.schedule.startsOn, endsOn: draft.schedule.endsOn } : undefined,
    countedLocations:
      draft.locations.kind === "" ? undefined : draft.locations.kind === "online" ? "online" : draft.locations.ids,
    bufferUnits: draft.bufferUnits,
    message: draft.message,
    eta: etaInputOf(draft.eta),
    handlingDays: draft.handlingDays,
    sellsPastWindow: draft.sellsPastWindow === "" ? undefined : draft.sellsPastWindow === "yes",
    caution: draft.caution,
    joinsNewProducts: level === "shop" ? draft.joinsNewProducts : undefined,
  };
}

/** A limit and a date that stand whole are kept for when it is switched on again. */
function keptOf({ limit, eta }: PolicyDraft): Pick<PolicyFormInput, "limit" | "eta"> {
  const isDatedStill = eta.kind === "lead-time" || eta.kind === "supply" || eta.kind === "unknown";
  return { limit: limitInputOf(limit), ...(isDatedStill ? { eta: etaInputOf(eta) } : {}) };
}

export function limitInputOf({ kind, units, bufferUnits }: LimitDraft): PolicyFormInput["limit"] {
  switch (kind) {
    case "":
      return undefined;
    case "number":
      return { kind, units };
    case "inbound":
      return { kind, bufferUnits };
    case "unlimited":
      return { kind };
  }
}

export function etaInputOf(eta: EtaDraft): PolicyFormInput["eta"] {
  switch (eta.kind) {
    case "":
      return undefined;
    case "lead-time":
      return { kind: eta.kind, minDays: eta.minDays, maxDays: eta.maxDays, days: eta.days };
    case "fixed":
      return { kind: eta.kind, from: eta.from, to: eta.to };
    case "month":
      return { kind: eta.kind, month: eta.month };
    case "supply":
      return { kind: eta.kind };
    case "unknown":
      return { kind: eta.kind, isConfirmed: eta.isConfirmed };
  }
}
