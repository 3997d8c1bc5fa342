// What the page needs to show the provider's own card fields for a payment that waits for them.
import type { Order, Payment } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";

export type CardPaymentParts = {
  readonly publishableKey: string;
  readonly scriptUrl: string;
  readonly clientSecret: string;
  readonly returnUrl: string;
};

const STRIPE_SCRIPT_ORIGIN = "https://js.stripe.com";
/** Where Stripe's script takes its frames, its answers and the bank's questions from: https://docs.stripe.com/security/guide#content-security-policy */
const STRIPE_ORIGINS = [
  STRIPE_SCRIPT_ORIGIN,
  "https://*.js.stripe.com",
  "https://hooks.stripe.com",
  "https://api.stripe.com",
];

/** Nothing where the payment is not Stripe's, or is not to be paid on this page. The page's policy is opened for it, and for no other page. */
export function cardPaymentOf(shop: Shop, order: Order, payment: Payment | null): CardPaymentParts | null {
  const { stripe, publicUrl } = shop.parts;
  if (!stripe || payment?.provider !== "stripe" || payment.clientSecret === undefined) return null;
  const { origin } = new URL(stripe.scriptUrl);
  shop.openPageTo(origin === STRIPE_SCRIPT_ORIGIN ? STRIPE_ORIGINS : [origin]);
  return {
    ...stripe,
    clientSecret: payment.clientSecret,
    returnUrl: `${publicUrl}/checkout/return?order=${order.id}`,
  };
}
