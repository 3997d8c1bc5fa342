// The second page of the checkout: review, codes and credit, choice of payment, and placing the order. The provider's own page takes the card.
import { redirect, redirectDocument } from "react-router";
import { CheckoutFrame } from "../components/checkout-frame.tsx";
import { isBlocked } from "../features/cart/blocking.ts";
import { ChangesNotice } from "../features/cart/changes-notice.tsx";
import { CodesAndCredit } from "../features/cart/codes-and-credit.tsx";
import { availableCredit } from "../features/cart/store-credit.server.ts";
import { openCartOrLeave } from "../features/checkout/open-cart.server.ts";
import { CheckoutColumns } from "../features/checkout/order-summary.tsx";
import { PlaceOrderForm } from "../features/checkout/place-order-form.tsx";
import { placeOrder } from "../features/checkout/place-order.server.ts";
import { Review } from "../features/checkout/review.tsx";
import { isOldNews, UnplacedNotice } from "../features/checkout/unplaced-notice.tsx";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { waysToPay } from "../lib/ways-to-pay.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import { usePayingMessages } from "../messages/use-paying-messages.ts";
import type { Route } from "./+types/checkout-payment";

export const handle = { ownFrame: true };

const CONFLICT = 409;
const STATUSES = {
  too_many_attempts: 429,
  unknown: 503,
  price_changed: CONFLICT,
  refused: CONFLICT,
} as const;

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const cart = await openCartOrLeave(shop);
  if (isBlocked(cart.lines)) throw redirect("/cart", 303);
  if (cart.missing.length > 0) throw redirect("/checkout", 303);
  const { carts } = await shop.customerApi();
  const [methods, credit, ways] = await Promise.all([
    carts.shippingMethods(cart.id),
    availableCredit(shop, cart),
    waysToPay(shop),
  ]);
  return {
    cart,
    credit,
    ways,
    methodName: methods.data.items.find(({ id }) => id === cart.shippingMethodId)?.name ?? "",
    /** One for each time the page is made: sending the form twice places one order. */
    idempotencyKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const outcome = await placeOrder(shop, await request.formData()); // Perhaps ordered already: a repeated request must get its first answer, which alone has the guest's token.
  switch (outcome.status) {
    case "placed":
      throw redirectDocument(
        outcome.mustPay
          ? `/orders/${outcome.orderId}/payment?forward`
          : `/orders/${outcome.orderId}/confirmation`,
        303,
      );
    case "sold_out":
      throw redirect("/cart?sold-out", 303);
    case "incomplete":
      throw redirect("/checkout", 303);
    case "elsewhere":
      throw redirect("/cart?changed", 303);
    case "price_changed":
    case "too_many_attempts":
    case "unknown":
    case "refused":
      shop.rereadCart();
      return formAnswer(request, outcome, STATUSES[outcome.status]);
  }
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { payment } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(payment.title), publicUrl: "" });
};

export default function CheckoutPaymentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { payment } = useCheckoutMessages();
  const { codes } = usePayingMessages();
  const { cart, credit, methodName } = loaderData;
  const outcome = actionData && !isOldNews(actionData, cart) ? actionData : undefined;
  return (
    <CheckoutFrame step="payment">
      <CheckoutColumns cart={cart}>
        <h1 className="display-type mb-8 text-3xl">{payment.title}</h1>
        {outcome ? <UnplacedNotice outcome={outcome} cart={cart} /> : <ChangesNotice cart={cart} />}
        <Review cart={cart} methodName={methodName} />
        <h2 className="display-type mt-10 mb-4 text-xl">{codes.title}</h2>
        <CodesAndCredit cart={cart} credit={credit} />
        <PlaceOrderForm {...loaderData} outcome={outcome} />
      </CheckoutColumns>
    </CheckoutFrame>
  );
}
