// Payments at Stripe: one intent for each payment of ours, made under our id, found again by it.
import { Stripe } from "stripe";
import type { ProviderPayment } from "../../payments/domain/payment.ts";
import {
  type NewProviderPayment,
  type PaymentProvider,
  type PaymentToMake,
  ProviderSilent,
} from "../payment-provider.ts";
import { cancelIntent, settled } from "./end-intent.ts";
import { findIntent } from "./find-intent.ts";
import { intentParams } from "./intent-params.ts";
import { isKeyForgotten } from "./key-life.ts";
import { type IntentFacts, intentFacts } from "./payment-of-intent.ts";
import { asked, isUsedKey, type StripeApi } from "./stripe-api.ts";

export type PaymentCalls = Pick<PaymentProvider, "create" | "find" | "cancel" | "prevent">;

export function paymentCalls(api: StripeApi, now: () => Date): PaymentCalls {
  const find: PaymentProvider["find"] = async (paymentId, providerPaymentId) => {
    const intent = await findIntent(api, paymentId, providerPaymentId);
    return intent && settled(api, intent);
  };
  /** Under a key that was used with other words, or is too old to protect: what exists is the answer. */
  const madeBefore = async (paymentId: string, cause: unknown): Promise<ProviderPayment> => {
    const found = await find(paymentId, null);
    if (found) return found;
    throw new ProviderSilent("Stripe knows our id, but does not show what was made under it yet.", { cause });
  };
  const create: PaymentProvider["create"] = async (payment) => {
    const { paymentId } = payment;
    const before = isKeyForgotten(paymentId, now()) ? await find(paymentId, null) : undefined;
    if (before) return before;
    try {
      return await settled(api, await makeIntent(api, payment));
    } catch (error) {
      if (isUsedKey(error)) return madeBefore(paymentId, error);
      throw error;
    }
  };
  const cancel: PaymentProvider["cancel"] = ({ paymentId, providerPaymentId }) =>
    cancelIntent(api, { intentId: providerPaymentId, key: `cancel-${paymentId}` });
  return {
    create,
    find,
    cancel,
    async prevent(payment) {
      const made = await create(unpayable(payment));
      return made.status === "requires_action" ? cancel({ ...payment, ...made }) : made;
    },
  };
}

function unpayable(payment: PaymentToMake): NewProviderPayment {
  return { ...payment, token: undefined, returnUrl: undefined, capture: "manual" };
}

/** A declined card is an answer, and Stripe sends the intent along with it. */
async function makeIntent(api: StripeApi, payment: NewProviderPayment): Promise<IntentFacts> {
  const params = await intentParams(api, payment);
  try {
    return await api.paymentIntents.create(params, { idempotencyKey: payment.paymentId });
  } catch (error) {
    const declined =
      error instanceof Stripe.errors.StripeCardError
        ? intentFacts.safeParse(error.payment_intent).data
        : undefined;
    return declined ?? asked(Promise.reject(error));
  }
}
