// The second page of the checkout on the server: placing the order once, whatever happens to the answer.
import { isApiProblem, type ApiProblem } from "@souk/client";
import type { MoneyBody, PlacedOrder } from "@souk/contracts";
import { moneyFromField } from "../../lib/currency.ts";
import { readValues } from "../../lib/forms.server.ts";
import { orderOfCart } from "../../lib/ordered-cart.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { readChoice } from "../../lib/ways-to-pay.server.ts";
import { changesSince, type QuoteChange } from "./quote-changes.ts";

export type PlaceOutcome =
  | { readonly status: "placed"; readonly orderId: string; readonly mustPay: boolean }
  | {
      readonly status: "price_changed";
      /** What was to be paid on the page that was sent. */
      readonly before: MoneyBody | null;
      /** What was to be paid when this was found out; with another amount it is old news. */
      readonly now: MoneyBody;
      readonly changes: readonly QuoteChange[];
    }
  | { readonly status: "sold_out" }
  | { readonly status: "incomplete" }
  /** The cart is not there any more, or its lines went into another one. */
  | { readonly status: "elsewhere" }
  | { readonly status: "too_many_attempts"; readonly retryAfterMinutes: number | null }
  /** No answer came: the same key is sent again, so that nothing is done twice. */
  | { readonly status: "unknown"; readonly idempotencyKey: string }
  | { readonly status: "refused"; readonly code: string };

/** What the page said when it was sent. */
type Sent = {
  readonly cartId: string;
  readonly idempotencyKey: string;
  readonly expectedTotal: MoneyBody | undefined;
  readonly expectedAmountDue: MoneyBody | undefined;
  readonly shown: string;
};

const KEY = /^[\w-]{16,64}$/;
const UUID = /^[0-9a-f-]{36}$/i;
const SECONDS_PER_MINUTE = 60;
const TOO_MANY_REQUESTS = 429;
/** Something in the bag cannot be had any more; the bag itself shows which. */
const SOLD_OUT_CODES = new Set(["sold_out", "cart_line_unavailable"]);
/** The first page of the checkout must be looked at again. */
const INCOMPLETE_CODES = new Set(["cart_incomplete", "shipping_method_unknown"]);
const ELSEWHERE_CODES = new Set(["cart_merged", "cart_not_found"]);
/** The quote is another one: prices, coupons, gift cards, store credit. */
const QUOTE_CODES = new Set(["price_changed", "coupon_refused"]);

function readSent(shop: Shop, form: FormData): Sent | undefined {
  const names = ["cartId", "idempotencyKey", "expectedTotal", "expectedAmountDue", "shown"];
  const values = readValues(form, names);
  const text = (name: string): string => values[name] ?? "";
  const cartId = UUID.test(text("cartId")) ? text("cartId") : shop.cartId;
  if (cartId === undefined) return undefined;
  return {
    cartId,
    idempotencyKey: KEY.test(text("idempotencyKey")) ? text("idempotencyKey") : crypto.randomUUID(),
    expectedTotal: moneyFromField(text("expectedTotal")),
    expectedAmountDue: moneyFromField(text("expectedAmountDue")),
    shown: text("shown"),
  };
}

/** The bag of another window may be another one by now: only the one that was ordered is over. */
function leaveCart(shop: Shop, cartId: string): void {
  if (shop.cartId === cartId) shop.forgetCart();
}

function remember(shop: Shop, { cartId }: Sent, { order, payment }: PlacedOrder): PlaceOutcome {
  shop.rememberOrder(order.id, order.guestToken);
  if (payment) shop.rememberPayment(order.id, payment.id);
  leaveCart(shop, cartId);
  return {
    status: "placed",
    orderId: order.id,
    mustPay: order.status === "pending" && payment?.status === "requires_action",
  };
}

async function quoteChanged(shop: Shop, { expectedAmountDue, shown }: Sent): Promise<PlaceOutcome> {
  shop.rereadCart();
  const cart = await shop.cart();
  if (!cart) return { status: "elsewhere" };
  const changes = changesSince(shown, cart);
  return { status: "price_changed", before: expectedAmountDue ?? null, now: cart.amountDue, changes };
}

function tooManyAttempts({ retryAfterSeconds }: ApiProblem): PlaceOutcome {
  const isKnown = retryAfterSeconds !== undefined;
  const minutes = isKnown ? Math.ceil(retryAfterSeconds / SECONDS_PER_MINUTE) : null;
  return { status: "too_many_attempts", retryAfterMinutes: minutes };
}

const isUnanswered = ({ status, code }: ApiProblem): boolean =>
  status === 0 || status >= 500 || status === TOO_MANY_REQUESTS || code === "idempotency_key_in_progress";

async function outcomeOf(error: unknown, shop: Shop, sent: Sent): Promise<PlaceOutcome> {
  if (!isApiProblem(error)) throw error;
  const { code } = error;
  if (code === "too_many_payment_attempts") return tooManyAttempts(error);
  if (isUnanswered(error)) return { status: "unknown", idempotencyKey: sent.idempotencyKey };
  if (QUOTE_CODES.has(code)) return quoteChanged(shop, sent);
  if (SOLD_OUT_CODES.has(code)) return { status: "sold_out" };
  if (INCOMPLETE_CODES.has(code)) return { status: "incomplete" };
  if (ELSEWHERE_CODES.has(code)) return { status: "elsewhere" };
  const orderId = error.status === 409 ? await orderOfCart(shop, sent.cartId) : null;
  if (orderId === null) return { status: "refused", code };
  leaveCart(shop, sent.cartId);
  return { status: "placed", orderId, mustPay: false };
}

/** Places the order for the cart that the page showed, with the key that it was made with. Where nothing is due, nothing pays. */
export async function placeOrder(shop: Shop, form: FormData): Promise<PlaceOutcome> {
  const sent = readSent(shop, form);
  if (!sent) return { status: "incomplete" };
  const { cartId, idempotencyKey, expectedTotal, expectedAmountDue } = sent;
  const choice = expectedAmountDue?.amount === 0 ? undefined : readChoice(shop, form);
  const returnUrl = `${shop.parts.publicUrl}/checkout/return`;
  const body = {
    cartId,
    ...(expectedTotal && { expectedTotal }),
    ...(expectedAmountDue && { expectedAmountDue }),
    ...(choice && { payment: { ...choice, returnUrl } }),
  };
  try {
    const { data } = await (await shop.customerApi()).orders.place(body, { idempotencyKey });
    return remember(shop, sent, data);
  } catch (error) {
    return outcomeOf(error, shop, sent);
  }
}
