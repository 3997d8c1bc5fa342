// What Stripe is told when an intent is made. The same payment always says the same, for the key allows nothing else.
import type { Stripe } from "stripe";
import type { NewProviderPayment } from "../payment-provider.ts";
import { toStripeAmount } from "./amounts.ts";
import { EXPANDED } from "./find-intent.ts";
import { CONFIRMED_BY_SHOP } from "./payment-of-intent.ts";
import { asked, type StripeApi } from "./stripe-api.ts";

type Params = Stripe.PaymentIntentCreateParams;

export async function intentParams(api: StripeApi, payment: NewProviderPayment): Promise<Params> {
  const { paymentId, orderId, orderNumber, amount, capture } = payment;
  const customer = await customerOf(api, payment);
  const about = { payment_id: paymentId, order_id: orderId, order_number: orderNumber };
  const isConfirmed = methodOf(payment) !== undefined;
  return {
    ...toStripeAmount(amount),
    capture_method: capture,
    // Cards and their wallets answer at once; an order does not wait days for a direct debit.
    allowed_payment_method_types: ["card"],
    description: orderNumber,
    metadata: isConfirmed ? { ...about, confirmed_by: CONFIRMED_BY_SHOP } : about,
    ...(capture === "manual" && {
      payment_method_options: { card: { request_multicapture: "if_available" } },
    }),
    ...(customer !== undefined && { customer }),
    ...(payment.saveFor && { setup_future_usage: "off_session" }),
    ...confirmationOf(payment),
    expand: EXPANDED,
  };
}

function methodOf({ method, token }: NewProviderPayment): string | undefined {
  return method?.providerMethodId ?? token;
}

/** Without a method nothing is confirmed here: the shopper does so on the page, with Stripe's own script. */
function confirmationOf(payment: NewProviderPayment): Partial<Params> {
  const method = methodOf(payment);
  if (method === undefined) return {};
  const { returnUrl } = payment;
  const isThere = returnUrl !== undefined;
  return {
    confirm: true,
    ...(method.startsWith("ctoken_") ? { confirmation_token: method } : { payment_method: method }),
    ...(isThere && { return_url: returnUrl }),
    ...(!isThere && payment.method && { off_session: true }),
  };
}

async function customerOf(
  api: StripeApi,
  { method, saveFor }: NewProviderPayment,
): Promise<string | undefined> {
  const known = method?.providerCustomerId ?? saveFor?.providerCustomerId;
  if (known !== undefined || !saveFor) return known;
  const { customerId } = saveFor;
  const made = await asked(
    api.customers.create(
      { metadata: { customer_id: customerId } },
      { idempotencyKey: `customer-${customerId}` },
    ),
  );
  return made.id;
}
