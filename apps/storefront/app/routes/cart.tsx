// The bag: what is in it, what it costs, and every change to it (also those sent from the sheet and the product page).
import type { Cart, Category, MoneyBody } from "@souk/contracts";
import { Button, ButtonLink, EmptyState, Notice } from "@souk/ui";
import type { ReactNode } from "react";
import { redirect, useRouteLoaderData, useSearchParams } from "react-router";
import { MergedNotice } from "../components/merged-notice.tsx";
import { CartTotals } from "../components/totals.tsx";
import { isBlocked } from "../features/cart/blocking.ts";
import { changeCart } from "../features/cart/cart-changes.server.ts";
import { CartLines } from "../features/cart/cart-lines.tsx";
import type { CartOutcome } from "../features/cart/cart-refusals.server.ts";
import { ChangesNotice } from "../features/cart/changes-notice.tsx";
import { CodesAndCredit } from "../features/cart/codes-and-credit.tsx";
import { availableCredit } from "../features/cart/store-credit.server.ts";
import { childrenOf } from "../features/catalogue/category-tree.ts";
import { isDataRequest, localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import { usePayingMessages } from "../messages/use-paying-messages.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/cart";

const OK = 200;
const CONFLICT = 409;

export async function loader({ context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const cart = await shop.cart();
  return {
    isMerged: shop.takeMergingNews(),
    credit: cart?.status === "open" ? await availableCredit(shop, cart) : null,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const outcome: CartOutcome = await changeCart(shopOf(context), form, messagesFor("en"));
  const hasNews = outcome.giftCardBalance !== undefined;
  if (outcome.ok && !hasNews && !isDataRequest(request))
    throw redirect(form.has("from") ? localPath(form.get("from")) : "/cart", 303);
  return formAnswer(request, outcome, outcome.ok ? OK : CONFLICT);
}

export const meta: Route.MetaFunction = () => {
  const { cart, common } = messagesFor("en");
  return pageMeta({ title: common.pageTitle(cart.title), publicUrl: "" });
};

function EmptyCart({ rooms, notices }: { rooms: readonly Category[]; notices: ReactNode }) {
  const { cart: words, catalogue } = useMessages();
  return (
    <div className="shell py-12">
      <h1 className="sr-only">{words.title}</h1>
      {notices}
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

type SummaryProps = {
  readonly cart: Cart;
  readonly credit: MoneyBody | null;
  readonly outcome: CartOutcome | undefined;
};

function Summary({ cart, credit, outcome }: SummaryProps) {
  const { cart: words } = useMessages();
  return (
    <section aria-labelledby="summary" className="bg-sunken px-6 py-6 lg:px-8 lg:py-7">
      <h2 id="summary" className="display-type mb-4 text-xl">
        {words.summary}
      </h2>
      <CodesAndCredit cart={cart} credit={credit} outcome={outcome} />
      <div className="pt-4">
        <CartTotals cart={cart} />
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

type CartNoticesProps = Pick<Route.ComponentProps, "loaderData"> & {
  readonly actionData: Route.ComponentProps["actionData"];
};

/** What happened to the bag elsewhere, and what did not work. */
function CartNotices({ loaderData, actionData }: CartNoticesProps) {
  const { cart: words } = useMessages();
  const { elsewhere } = usePayingMessages();
  const [params] = useSearchParams();
  const error = actionData?.error ?? (params.has("changed") ? elsewhere.changed : undefined);
  return (
    <>
      {params.has("sold-out") ? (
        <Notice tone="warning" title={words.soldOutTitle} assertive className="mt-6">
          {words.soldOut}
        </Notice>
      ) : null}
      {error === undefined ? null : (
        <Notice tone="warning" assertive className="mt-6">
          {error}
        </Notice>
      )}
      <MergedNotice isMerged={loaderData.isMerged} />
    </>
  );
}

export default function CartPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cart: words } = useMessages();
  const frame = useRouteLoaderData<typeof rootLoader>("root");
  const cart = frame?.cart;
  const notices = <CartNotices loaderData={loaderData} actionData={actionData} />;
  if (!cart || cart.lines.length === 0) {
    return (
      <EmptyCart rooms={childrenOf(frame?.categories ?? [], null)} notices={actionData ? notices : null} />
    );
  }
  return (
    <div className="shell py-10 lg:py-16">
      <h1 className="display-type text-3xl">{words.title}</h1>
      {notices}
      <div className="mt-6">
        <ChangesNotice cart={cart} />
      </div>
      <div className="grid grid-cols-1 gap-x-16 gap-y-10 lg:grid-cols-12">
        <div className="border-t border-line lg:col-span-7">
          <CartLines cart={cart} />
        </div>
        <div className="lg:sticky lg:top-28 lg:col-span-5 lg:col-start-8 lg:self-start xl:col-span-4 xl:col-start-9">
          <Summary cart={cart} credit={loaderData.credit} outcome={actionData} />
        </div>
      </div>
    </div>
  );
}
