// The bag: what is in it, what it costs, and every change to it (also those sent from the sheet and the product page).
import type { Cart, Category } from "@souk/contracts";
import { Button, ButtonLink, EmptyState, Notice } from "@souk/ui";
import { redirect, useRouteLoaderData, useSearchParams } from "react-router";
import { Totals } from "../components/totals.tsx";
import { changeCart, type CartOutcome } from "../features/cart/cart-changes.server.ts";
import { CartLines } from "../features/cart/cart-lines.tsx";
import { isBlocked } from "../features/cart/blocking.ts";
import { CouponForm } from "../features/cart/coupon-form.tsx";
import { childrenOf } from "../features/catalogue/category-tree.ts";
import { isDataRequest } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/cart";

export async function action({ request, context }: Route.ActionArgs) {
  const messages = messagesFor("en");
  const outcome: CartOutcome = await changeCart(shopOf(context), await request.formData(), messages);
  if (outcome.ok && !isDataRequest(request)) throw redirect("/cart", 303);
  return formAnswer(request, outcome, 409);
}

export const meta: Route.MetaFunction = () => {
  const { cart, common } = messagesFor("en");
  return pageMeta({ title: common.pageTitle(cart.title), publicUrl: "" });
};

function EmptyCart({ rooms }: { rooms: readonly Category[] }) {
  const { cart: words, catalogue } = useMessages();
  return (
    <div className="shell py-12">
      <h1 className="sr-only">{words.title}</h1>
      <EmptyState
        title={words.empty}
        action={
          <ul className="flex flex-wrap justify-center gap-2">
            {rooms.map(({ id, slug, name }) => (
              <li key={id}>
                <ButtonLink href={`/categories/${slug}`} tone="secondary">
                  {name}
                </ButtonLink>
              </li>
            ))}
            <li>
              <ButtonLink href="/products" tone="quiet">
                {catalogue.all}
              </ButtonLink>
            </li>
          </ul>
        }
      >
        {words.emptyHint}
      </EmptyState>
    </div>
  );
}

function Summary({ cart, couponError }: { cart: Cart; couponError: string | undefined }) {
  const { cart: words } = useMessages();
  return (
    <section aria-labelledby="summary" className="bg-sunken px-6 py-6 lg:px-8 lg:py-7">
      <h2 id="summary" className="display-type mb-4 text-xl">
        {words.summary}
      </h2>
      <CouponForm codes={cart.couponCodes} error={couponError} />
      <div className="border-t border-line pt-4">
        <Totals totals={cart.totals} shippingKnown={cart.shippingMethodId !== null} />
      </div>
      {isBlocked(cart.lines) ? (
        <>
          <Button type="button" tone="secondary" disabled size="large" className="mt-6 w-full">
            {words.checkout}
          </Button>
          <p className="mt-3 text-center text-sm text-ink-soft">{words.blocked}</p>
        </>
      ) : (
        <ButtonLink href="/checkout" size="large" className="mt-6 w-full">
          {words.checkout}
        </ButtonLink>
      )}
    </section>
  );
}

export default function CartPage({ actionData }: Route.ComponentProps) {
  const { cart: words } = useMessages();
  const [params] = useSearchParams();
  const frame = useRouteLoaderData<typeof rootLoader>("root");
  const cart = frame?.cart;
  if (!cart || cart.lines.length === 0)
    return <EmptyCart rooms={childrenOf(frame?.categories ?? [], null)} />;
  return (
    <div className="shell py-10 lg:py-16">
      <h1 className="display-type text-3xl">{words.title}</h1>
      {params.has("sold-out") ? (
        <Notice tone="warning" title={words.soldOutTitle} assertive className="mt-6">
          {words.soldOut}
        </Notice>
      ) : null}
      {actionData?.error ? (
        <Notice tone="warning" assertive className="mt-6">
          {actionData.error}
        </Notice>
      ) : null}
      <div className="mt-6 grid gap-x-16 gap-y-10 lg:grid-cols-12">
        <div className="border-t border-line lg:col-span-7">
          <CartLines lines={cart.lines} />
        </div>
        <div className="lg:sticky lg:top-28 lg:col-span-5 lg:col-start-8 lg:self-start xl:col-span-4 xl:col-start-9">
          <Summary cart={cart} couponError={actionData?.couponError} />
        </div>
      </div>
    </div>
  );
}
