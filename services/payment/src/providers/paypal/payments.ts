// Payments as PayPal orders: made, approved by the shopper on PayPal's page, and captured by us. Nothing is taken but by `complete` and `capture`.
import { isRefusal, Refusal } from "@souk/errors";
import { z } from "zod";
import type { ProviderPayment } from "../../payments/domain/payment.ts";
import type { NewProviderCapture, PaymentProvider } from "../payment-provider.ts";
import { type Amount, toAmount } from "./amounts.ts";
import { type Call, isNotFound } from "./call.ts";
import { hasBegun, heldOf, isApproved, orderBody, type PayPalOrder, toProviderPayment } from "./order.ts";

/** PayPal honours an authorization for three days; after that it should be renewed, once, before money is taken under it. */
const HONOUR_PERIOD_MS = 3 * 86_400_000;
/** The shopper has to do something at PayPal again: choose another way to pay, or approve after all. */
const SHOPPER_ISSUES: readonly string[] = [
  "instrument_declined",
  "payer_action_required",
  "order_not_approved",
];
const DONE_ISSUES: readonly string[] = ["order_already_captured", "order_already_authorized"];
const REPRESENTATION = { prefer: "return=representation" } as const;

/** What PayPal answers to a change; how the payment stands then is asked of the order, which knows all of it. */
const changed = z.object({ id: z.string() });
/** A void answers nothing. */
const nothing = z.unknown();

type PaymentCalls = Required<
  Pick<PaymentProvider, "create" | "find" | "complete" | "capture" | "cancel" | "prevent">
>;

export async function loadOrder(call: Call, id: string): Promise<PayPalOrder> {
  return call(orderBody, ({ orders }) => orders.getOrder({ id }));
}

/** PayPal forgets orders that nobody approved, some hours after it told the shopper about them. */
async function findOrder(call: Call, id: string): Promise<PayPalOrder | undefined> {
  try {
    return await loadOrder(call, id);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export function paymentCalls(call: Call, now: () => Date): PaymentCalls {
  const asItStands = async (id: string): Promise<ProviderPayment> =>
    toProviderPayment(await loadOrder(call, id));
  return {
    /** Under the same id PayPal answers with the same order, for six hours at least. */
    async create(payment) {
      toAmount(payment.amount); // What PayPal does not take is refused before it is asked.
      const key = { paypalRequestId: payment.paymentId, ...REPRESENTATION };
      const made = await call(orderBody, ({ orders, toOrderRequest }) =>
        orders.createOrder({ body: toOrderRequest(payment), ...key }),
      );
      return toProviderPayment(made);
    },
    /** Orders cannot be looked for by our id. One whose id we never heard was never shown to the shopper, so nobody can approve it. */
    async find(_paymentId, providerPaymentId) {
      if (providerPaymentId === null) return undefined;
      const order = await findOrder(call, providerPaymentId);
      return order && toProviderPayment(order);
    },
    async complete({ providerPaymentId }) {
      const order = await findOrder(call, providerPaymentId);
      if (!order) return undefined;
      return isApproved(order) && !hasBegun(order) ? takeApproved(call, order) : toProviderPayment(order);
    },
    async capture(capture) {
      const order = await loadOrder(call, capture.providerPaymentId);
      await captureHeld(call, { order, capture, now: now() });
      return asItStands(capture.providerPaymentId);
    },
    async cancel({ providerPaymentId }) {
      const order = await loadOrder(call, providerPaymentId);
      const held = heldOf(order);
      if (held) {
        const request = { authorizationId: held.id, paypalRequestId: `void-${held.id}` };
        await call(nothing, ({ payments }) => payments.voidPayment(request));
        return asItStands(providerPaymentId);
      }
      // An order cannot be withdrawn; it ends because we never capture it.
      return hasBegun(order) ? toProviderPayment(order) : { ...toProviderPayment(order), ...ended };
    },
    /** No call is needed: an order that is still on its way to PayPal takes nothing, for nobody will capture it. */
    async prevent({ paymentId, orderId, amount, providerPaymentId }) {
      const about = { reference: paymentId, orderId, amount, capturedMinor: 0 };
      const id = providerPaymentId ?? `none-${paymentId}`;
      return { providerPaymentId: id, ...about, ...ended, clientSecret: null, failureCode: null };
    },
  };
}

const ended = { status: "cancelled", redirectUrl: null } as const;
const failed = { status: "failed", redirectUrl: null } as const;

/** Once for each approval: a shopper who was declined and approved again is a new attempt. */
async function takeApproved(call: Call, order: PayPalOrder): Promise<ProviderPayment> {
  const { id, intent, unit, updatedAt } = order;
  const request = { id, paypalRequestId: `take-${unit.custom_id}-${updatedAt}` };
  try {
    await call(changed, ({ orders }) =>
      intent === "CAPTURE" ? orders.captureOrder(request) : orders.authorizeOrder(request),
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (SHOPPER_ISSUES.includes(error.code)) return toProviderPayment(order, error.code);
    if (!DONE_ISSUES.includes(error.code))
      return { ...toProviderPayment(order), ...failed, failureCode: error.code };
  }
  return toProviderPayment(await loadOrder(call, id));
}

type HeldCapture = { readonly order: PayPalOrder; readonly capture: NewProviderCapture; readonly now: Date };

/** Asked of the last authorization even where it holds nothing any more: PayPal answers a repeated capture as it did the first time. */
async function captureHeld(call: Call, { order, capture, now }: HeldCapture): Promise<void> {
  const last = order.unit.payments.authorizations.at(-1);
  if (!last)
    throw new Refusal("unprocessable", "payment_not_authorized", "PayPal holds nothing of this payment.");
  const isLate = last.status === "CREATED" && now.getTime() - last.create_time.getTime() > HONOUR_PERIOD_MS;
  const authorizationId = isLate
    ? await renewed(call, { id: last.id, amount: toAmount(order.unit.amount) })
    : last.id;
  const { captureId, amount, isFinal } = capture;
  const body = { amount: toAmount(amount), finalCapture: isFinal };
  const request = { authorizationId, paypalRequestId: captureId, body };
  await call(changed, ({ payments }) => payments.captureAuthorizedPayment(request));
}

/** Renewing is worth trying: where PayPal refuses it, the old authorization may still be good. */
async function renewed(
  call: Call,
  { id: authorizationId, amount }: { readonly id: string; readonly amount: Amount },
): Promise<string> {
  const request = { authorizationId, paypalRequestId: `renew-${authorizationId}`, body: { amount } };
  try {
    return (await call(changed, ({ payments }) => payments.reauthorizePayment(request))).id;
  } catch (error) {
    if (isRefusal(error)) return authorizationId;
    throw error;
  }
}
