// Judges a day of trade: what was planted against what was found, and the provider's books against the ledger. Pure.
import { grouped, sum } from "./grouping.ts";

export type Expected = { readonly kind: string; readonly subject: string };
export type FoundFinding = Expected & { readonly status: string };
export type BookLine = { readonly kind: string; readonly amount: number; readonly currency: string };
export type Balance = { readonly currency: string; readonly amount: number };

export type TradeDay = {
  readonly planted: readonly Expected[];
  /** What must follow from repairing what was planted. */
  readonly consequences: readonly Expected[];
  readonly found: readonly FoundFinding[];
  /** The provider's own books, whole. */
  readonly books: readonly BookLine[];
  /** What our ledger says that the provider owes us. */
  readonly owed: readonly Balance[];
  /** Bookings whose entries do not sum to zero. */
  readonly unbalanced: number;
};

const incomes: ReadonlySet<string> = new Set(["capture", "dispute_won", "refund_reversed"]);
const nameOf = ({ kind, subject }: Expected): string => `${kind} of ${subject}`;

export function judgeDay(day: TradeDay): {
  readonly faults: readonly string[];
  readonly figures: readonly string[];
} {
  const { planted, consequences, found, books, owed, unbalanced } = day;
  const expected = new Set([...planted, ...consequences].map(nameOf));
  const names = new Set(found.map(nameOf));
  const missed = [...planted, ...consequences].filter((one) => !names.has(nameOf(one)));
  const invented = found.filter((one) => !expected.has(nameOf(one)));
  const unrepaired = found.filter(({ status }) => status !== "repaired");
  const there = balancesOf(books);
  const here = new Map(owed.map(({ currency, amount }) => [currency, amount]));
  const currencies = new Set([...there.keys(), ...here.keys()]);
  const differing = [...currencies].filter(
    (currency) => (there.get(currency) ?? 0) !== (here.get(currency) ?? 0),
  );
  const byKind = [...grouped(planted, ({ kind }) => kind)].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  return {
    faults: [
      ...missed.map((one) => `not found: ${nameOf(one)}`),
      ...invented.map((one) => `invented: ${nameOf(one)}`),
      ...unrepaired.map((one) => `${one.status}: ${nameOf(one)}`),
      ...differing.map((one) => `the provider has ${there.get(one)} ${one}, the ledger ${here.get(one)}`),
      ...(unbalanced === 0 ? [] : [`${unbalanced} bookings do not sum to zero`]),
    ],
    figures: [
      `planted: ${byKind.map(([kind, some]) => `${some.length} ${kind}`).join(", ")}`,
      `found ${found.length}, of them ${consequences.length} as consequences of repairs; ${found.length - unrepaired.length} repaired, ${invented.length} invented`,
      `${books.length} lines in the provider's books; provider = ledger: ${[...there].map(([currency, amount]) => `${amount} ${currency}`).join(", ")}`,
    ],
  };
}

function balancesOf(books: readonly BookLine[]): ReadonlyMap<string, number> {
  const signed = books.map(({ kind, amount, currency }) => ({
    currency,
    amount: incomes.has(kind) ? amount : -amount,
  }));
  return new Map(
    [...grouped(signed, ({ currency }) => currency)].map(([currency, some]) => [currency, sum(some)]),
  );
}
