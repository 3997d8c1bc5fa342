// The words of checkout, payment, orders and accounts for the visitor's language.
import { enCheckout, type CheckoutMessages } from "./en-checkout.ts";
import { useMessages } from "./use-messages.ts";

export const checkoutMessagesFor = (_locale: string): CheckoutMessages => enCheckout;
export const useCheckoutMessages = (): CheckoutMessages => checkoutMessagesFor(useMessages().locale);
