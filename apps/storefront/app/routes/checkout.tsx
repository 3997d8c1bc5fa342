// The first page of the checkout: contact, address, way of delivery. Without JavaScript a plain form that answers with a redirect or with its errors.
import { isApiProblem } from "@souk/client";
import type { Cart } from "@souk/contracts";
import { redirect } from "react-router";
import { CheckoutFrame } from "../components/checkout-frame.tsx";
import { MergedNotice } from "../components/merged-notice.tsx";
import { defaultsOf } from "../features/account/addresses.ts";
import {
  chooseDelivery,
  detailValues,
  saveDetails,
  withDelivery,
} from "../features/checkout/checkout-details.server.ts";
import { DetailsForm } from "../features/checkout/details-form.tsx";
import { CheckoutColumns } from "../features/checkout/order-summary.tsx";
import { openCartOrLeave } from "../features/checkout/open-cart.server.ts";
import { countriesIn } from "../lib/countries.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { readValues } from "../lib/forms.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf, type Shop } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/checkout";

export const handle = { ownFrame: true };

async function shippingMethods(shop: Shop, cart: Cart) {
  try {
    return (await (await shop.customerApi()).carts.shippingMethods(cart.id)).data.items;
  } catch (error) {
    if (isApiProblem(error) && error.status < 500) return []; // No address yet, or none that is served.
    throw error;
  }
}

type KnownDetails = ReturnType<typeof defaultsOf> & { readonly email?: string };

/** A signed-in customer's e-mail and addresses, to start from. */
async function knownDetails(shop: Shop): Promise<KnownDetails> {
  if (!shop.hasSession) return {};
  try {
    const { email, addresses } = (await (await shop.customerApi()).users.profile()).data;
    return { email, ...defaultsOf(addresses) };
  } catch (error) {
    if (isApiProblem(error)) return {}; // Filling in is a courtesy; the checkout goes on without it.
    throw error;
  }
}

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const found = await openCartOrLeave(shop);
  const [methods, known] = await Promise.all([
    shippingMethods(shop, found),
    found.email && found.shippingAddress ? {} : knownDetails(shop),
  ]);
  const cart = await withDelivery(shop, found, methods);
  return {
    cart,
    methods,
    values: detailValues(cart, known),
    countries: countriesIn("en"),
    isSignedIn: shop.hasSession,
    isMerged: shop.takeMergingNews(),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const form = await request.formData();
  const cart = await openCartOrLeave(shop, readValues(form, ["cartId"])["cartId"]);
  if (form.get("intent") === "delivery") {
    await chooseDelivery(shop, cart, readValues(form, ["shippingMethodId"])["shippingMethodId"] ?? "");
    return null; // Asked for behind the scenes: the page stays, its totals are read again.
  }
  const { billing } = await knownDetails(shop);
  const outcome = await saveDetails(shop, { cart, form, billing, messages: checkoutMessagesFor("en") });
  if (outcome.status === "saved") throw redirect("/checkout/payment", 303);
  if (outcome.status === "delivery_next") throw redirect("/checkout#field-shippingMethodId", 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { checkout } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(checkout.title), publicUrl: "" });
};

export default function CheckoutPage({ loaderData, actionData }: Route.ComponentProps) {
  const { checkout } = useCheckoutMessages();
  const { cart, methods, values, countries, isSignedIn, isMerged } = loaderData;
  return (
    <CheckoutFrame step="details">
      <CheckoutColumns cart={cart}>
        <h1 className="display-type mb-2 text-3xl">{checkout.title}</h1>
        <MergedNotice isMerged={isMerged} />
        <DetailsForm
          cartId={cart.id}
          values={actionData?.values ?? values}
          problems={actionData?.problems ?? NONE}
          message={actionData?.message}
          methods={methods}
          countries={countries}
          isSignedIn={isSignedIn}
        />
      </CheckoutColumns>
    </CheckoutFrame>
  );
}

const NONE = [] as const;
