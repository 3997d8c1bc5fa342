// What an order wants of the stock, put in the one form that can be reserved.
import { Refusal } from "@souk/errors";

export type StockLine = { readonly variantId: string; readonly quantity: number };
export type Demand = { readonly variantIds: readonly string[]; readonly quantities: readonly number[] };

const LINES_MAX = 200;
const QUANTITY_MAX = 1_000_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each variant once with all that is wanted of it, in the order in which stock is locked. */
export function toDemand(lines: readonly StockLine[]): Demand {
  if (lines.length === 0 || lines.length > LINES_MAX) {
    throw new Refusal("invalid", "stock_lines_invalid", `A reservation has 1 to ${LINES_MAX} lines.`);
  }
  const wanted = new Map<string, number>();
  for (const line of lines) {
    const variantId = parseId(line.variantId);
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
      throw new Refusal("invalid", "quantity_invalid", "A quantity is a whole number from 1.");
    }
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + line.quantity);
  }
  const sorted = [...wanted].sort(([left], [right]) => (left < right ? -1 : 1));
  if (sorted.some(([, quantity]) => quantity > QUANTITY_MAX)) {
    throw new Refusal(
      "invalid",
      "quantity_invalid",
      `Nobody can reserve more than ${QUANTITY_MAX} of a variant.`,
    );
  }
  return { variantIds: sorted.map(([id]) => id), quantities: sorted.map(([, quantity]) => quantity) };
}

/** An id as the database compares it; other services send what they were given. */
export function parseId(id: string): string {
  const lower = id.toLowerCase();
  if (!UUID.test(lower)) throw new Refusal("invalid", "id_invalid", "An id is a UUID.");
  return lower;
}
