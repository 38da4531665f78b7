/** What was done to the shop, in the order in which it was done: the whole truth that the ledger must agree with. */
export type AppliedEvent =
  | { type: "stock"; code: string; units: number }
  | { type: "order"; orderId: string; lines: { lineId: string; code: string; units: number }[] }
  | { type: "cancel"; orderId: string; lines: { lineId: string; units: number }[] }
  | { type: "ship"; orderId: string; lines: { lineId: string; units: number }[] };

export interface LineState {
  orderId: string;
  lineId: string;
  code: string;
  ordered: number;
  waiting: number;
  allocated: number;
  shipped: number;
  cancelled: number;
}

interface Line {
  orderId: string;
  lineId: string;
  code: string;
  ordered: number;
  shipped: number;
  cancelled: number;
}

/**
 * A ledger of its own, in the plainest words and with none of the app's code: lines in the order in which they came, units
 * on the shelf by code. What is on the shelf belongs to whoever came first.
 */
export class IndependentLedger {
  readonly #lines = new Map<string, Line>();
  readonly #open = new Map<string, Line[]>();
  readonly #shelf = new Map<string, number>();

  apply(event: AppliedEvent): void {
    switch (event.type) {
      case "stock":
        this.#shelf.set(event.code, (this.#shelf.get(event.code) ?? 0) + event.units);
        return;
      case "order":
        for (const { lineId, code, units } of event.lines) {
          const line = { orderId: event.orderId, lineId, code, ordered: units, shipped: 0, cancelled: 0 };
          this.#lines.set(lineId, line);
          const open = this.#open.get(code);
          if (open) open.push(line);
          else this.#open.set(code, [line]);
        }
        return;
      case "cancel":
        for (const { lineId, units } of event.lines) this.#line(lineId).cancelled += units;
        return;
      case "ship":
        for (const { lineId, units } of event.lines) {
          const line = this.#line(lineId);
          line.shipped += units;
          this.#shelf.set(line.code, (this.#shelf.get(line.code) ?? 0) - units);
        }
    }
  }

  /** On the shelf and owed to nobody; below zero: what is missing. */
  available(code: string): number {
    return (this.#shelf.get(code) ?? 0) - this.#openLines(code).reduce((sum, line) => sum + left(line), 0);
  }

  /** What the shelf gives to each open line of a code, oldest first. */
  states(code: string): LineState[] {
    let shelf = this.#shelf.get(code) ?? 0;
    return this.#openLines(code).map((line) => {
      const allocated = Math.min(left(line), Math.max(0, shelf));
      shelf -= allocated;
      const { orderId, lineId, ordered, shipped, cancelled } = line;
      return { orderId, lineId, code, ordered, waiting: left(line) - allocated, allocated, shipped, cancelled };
    });
  }

  /** Every line there ever was. */
  all(): LineState[] {
    const open = new Map(
      [...this.#open.keys()].flatMap((code) => this.states(code)).map((each) => [each.lineId, each]),
    );
    return [...this.#lines.values()].map((line) => open.get(line.lineId) ?? { ...line, waiting: 0, allocated: 0 });
  }

  #line(lineId: string): Line {
    const line = this.#lines.get(lineId);
    if (!line) throw new Error(`${lineId} was never ordered`);
    return line;
  }

  #openLines(code: string): Line[] {
    const open = (this.#open.get(code) ?? []).filter((line) => left(line) > 0);
    this.#open.set(code, open);
    return open;
  }
}

const left = ({ ordered, shipped, cancelled }: Line): number => ordered - shipped - cancelled;
