// Asks for a return: what was chosen is read from the form and put into words where it cannot be; the order service decides.
import { isApiProblem } from "@souk/client";
import type { Order } from "@souk/contracts";
import type { FieldProblem } from "@souk/ui";
import type { Shop } from "../../lib/shop.server.ts";
import { afterSaleMessagesFor } from "../../messages/use-after-sale-messages.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";
import { nameOf, returnReasons, type ChosenPieces } from "./return-fields.ts";

export type ReturnRefused = {
  readonly status: "refused";
  readonly chosen: ChosenPieces;
  readonly note: string;
  readonly idempotencyKey: string;
  readonly problems: readonly FieldProblem[];
  readonly message?: string;
};
export type ReturnOutcome = { readonly status: "asked"; readonly returnId: string } | ReturnRefused;

const NOTE_LENGTH_MAX = 1000;
/** Somebody else asked meanwhile, or this page did, and its answer was lost: the page shows what is left. */
const CHANGED = new Set(["return_exceeds_shipped", "idempotency_key_reused"]);
const KEY = /^[\w-]{16,64}$/;

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

function chosenIn(form: FormData, order: Order): ChosenPieces {
  return Object.fromEntries(
    order.lines.map(({ id }) => [
      id,
      { quantity: textIn(form, nameOf("quantity", id)), reason: textIn(form, nameOf("reason", id)) },
    ]),
  );
}

function readPieces(order: Order, chosen: ChosenPieces) {
  const { returns: words } = afterSaleMessagesFor("en");
  const problems: FieldProblem[] = [];
  const lines = order.lines.flatMap(({ id: lineId, productName }) => {
    const quantity = Number(chosen[lineId]?.quantity ?? 0);
    if (!Number.isInteger(quantity) || quantity < 1) return [];
    const reason = returnReasons.find((known) => known === chosen[lineId]?.reason);
    if (reason) return [{ lineId, quantity, reason }];
    problems.push({ name: nameOf("reason", lineId), message: words.reasonMissing(productName) });
    return [];
  });
  return { lines, problems };
}

/** Asked once for each time the page was made: a repeated request gets the same return. */
export async function askReturn(shop: Shop, order: Order, form: FormData): Promise<ReturnOutcome> {
  const { returns: words } = afterSaleMessagesFor("en");
  const sentKey = textIn(form, "idempotencyKey");
  const idempotencyKey = KEY.test(sentKey) ? sentKey : crypto.randomUUID();
  const chosen = chosenIn(form, order);
  const note = textIn(form, "note");
  const refused = (more: Partial<ReturnRefused>): ReturnRefused => ({
    status: "refused",
    chosen,
    note,
    idempotencyKey,
    problems: [],
    ...more,
  });
  const { lines, problems } = readPieces(order, chosen);
  if (problems.length > 0) return refused({ problems });
  if (lines.length === 0) return refused({ message: words.missing });
  if (note.length > NOTE_LENGTH_MAX)
    return refused({ problems: [{ name: "note", message: checkoutMessagesFor("en").fields.tooLong }] });
  try {
    const { returns } = await shop.orderApi(order.id);
    const body = { orderId: order.id, lines, ...(note === "" ? {} : { note }) };
    return { status: "asked", returnId: (await returns.request(body, { idempotencyKey })).data.id };
  } catch (error) {
    return refused(refusalOf(error));
  }
}

/** An answer that was lost keeps the key: the next press asks for the same return. Another body needs a new one. */
function refusalOf(error: unknown): Pick<ReturnRefused, "message" | "idempotencyKey"> | { message: string } {
  const { returns: words } = afterSaleMessagesFor("en");
  if (!isApiProblem(error)) throw error;
  if (error.status === 0 || error.status >= 500) return { message: words.unsure };
  const idempotencyKey = crypto.randomUUID();
  if (CHANGED.has(error.code)) return { message: words.changed, idempotencyKey };
  if (error.code === "order_status_conflict") return { message: words.closed, idempotencyKey };
  throw error;
}
