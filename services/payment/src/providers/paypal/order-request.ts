// What PayPal is asked for when a payment begins. Apart from the rest because it needs the library, which is loaded late.
import {
  CheckoutPaymentIntent,
  type OrderRequest,
  PayeePaymentMethodPreference,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
} from "@paypal/paypal-server-sdk";
import type { NewProviderPayment } from "../payment-provider.ts";
import { toAmount } from "./amounts.ts";

const intents: Readonly<Record<NewProviderPayment["capture"], CheckoutPaymentIntent>> = {
  automatic: CheckoutPaymentIntent.Capture,
  manual: CheckoutPaymentIntent.Authorize,
};
/** The amount is final, the address is known to us, and means of payment that clear days later are not offered. */
const experience = {
  userAction: PaypalExperienceUserAction.PayNow,
  shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
  paymentMethodPreference: PayeePaymentMethodPreference.ImmediatePaymentRequired,
};

export function toOrderRequest(payment: NewProviderPayment): OrderRequest {
  const { paymentId, orderId, orderNumber, amount, returnUrl, capture } = payment;
  const back = returnUrl === undefined ? {} : backTo(returnUrl, paymentId);
  return {
    intent: intents[capture],
    purchaseUnits: [
      {
        referenceId: orderId,
        customId: paymentId,
        // PayPal takes no second payment under one of these: another guard against paying an order twice.
        invoiceId: orderNumber,
        description: `Order ${orderNumber}`,
        amount: toAmount(amount),
      },
    ],
    paymentSource: { paypal: { experienceContext: { ...experience, ...back } } },
  };
}

/** PayPal adds ids of its own; the shop looks for ours. */
function backTo(returnUrl: string, paymentId: string): { returnUrl: string; cancelUrl: string } {
  const url = new URL(returnUrl);
  url.searchParams.set("payment", paymentId);
  return { returnUrl: url.href, cancelUrl: url.href };
}
