// Forgets a way to pay that a customer let Stripe keep.
import type { PaymentProvider } from "../payment-provider.ts";
import { asked, askedOrMissing, type StripeApi } from "./stripe-api.ts";

export function forgetMethodCall(api: StripeApi): NonNullable<PaymentProvider["forgetMethod"]> {
  return async ({ providerCustomerId, providerMethodId }) => {
    const method = await askedOrMissing(api.paymentMethods.retrieve(providerMethodId));
    const owner = method?.customer;
    const isKept = (typeof owner === "string" ? owner : owner?.id) === providerCustomerId;
    if (isKept) await asked(api.paymentMethods.detach(providerMethodId)); // Without its customer nobody can pay with it again.
  };
}
