// The second page of the checkout: review, choice of payment, and placing the order. The provider's own page takes the card.
import { redirect } from "react-router";
import { CheckoutFrame } from "../components/checkout-frame.tsx";
import { isBlocked } from "../features/cart/blocking.ts";
import { openCartOrLeave } from "../features/checkout/open-cart.server.ts";
import { CheckoutColumns } from "../features/checkout/order-summary.tsx";
import { PlaceOrderForm } from "../features/checkout/place-order-form.tsx";
import { placeOrder } from "../features/checkout/place-order.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/checkout-payment";

export const handle = { ownFrame: true };

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const cart = await openCartOrLeave(shop);
  if (isBlocked(cart.lines)) throw redirect("/cart", 303);
  if (cart.missing.length > 0) throw redirect("/checkout", 303);
  const methods = (await (await shop.customerApi()).carts.shippingMethods(cart.id)).data.items;
  return {
    cart,
    methodName: methods.find(({ id }) => id === cart.shippingMethodId)?.name ?? "",
    providers: shop.parts.paymentProviders,
    /** One for each time the page is made: sending the form twice places one order. */
    idempotencyKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const form = await request.formData();
  const cart = await shop.cart(); // Perhaps ordered already: a repeated request must get its first answer, which alone has the guest's token.
  if (!cart) throw redirect("/cart", 303);
  const outcome = await placeOrder(shop, cart, form);
  if (outcome.status === "placed") {
    throw redirect(
      outcome.mustPay
        ? `/orders/${outcome.orderId}/payment?forward`
        : `/orders/${outcome.orderId}/confirmation`,
      303,
    );
  }
  if (outcome.status === "sold_out") throw redirect("/cart?sold-out", 303);
  if (outcome.status === "incomplete") throw redirect("/checkout", 303);
  shop.rereadCart();
  return formAnswer(request, outcome, outcome.status === "unknown" ? 503 : 409);
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { payment } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(payment.title), publicUrl: "" });
};

export default function CheckoutPaymentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { payment } = useCheckoutMessages();
  return (
    <CheckoutFrame step="payment">
      <CheckoutColumns cart={loaderData.cart}>
        <h1 className="display-type mb-8 text-3xl">{payment.title}</h1>
        <PlaceOrderForm {...loaderData} outcome={actionData} />
      </CheckoutColumns>
    </CheckoutFrame>
  );
}
