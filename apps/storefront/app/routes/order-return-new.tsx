// Asking to send something of an order back: which things, how many, why.
import { EmptyState } from "@souk/ui";
import { redirect } from "react-router";
import { NumberKept } from "../components/number-kept.tsx";
import { askReturn } from "../features/orders/ask-return.server.ts";
import { loadOrder, loadReturns } from "../features/orders/load-order.server.ts";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { OrderSidePage } from "../features/orders/order-side-page.tsx";
import { returnableOf } from "../features/orders/pieces.ts";
import { ReturnForm } from "../features/orders/return-form.tsx";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/order-return-new";

const UNPROCESSABLE = 422;

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const [order, returns] = await Promise.all([loadOrder(shop, params.id), loadReturns(shop, params.id)]);
  return {
    order: { id: order.id, number: order.number },
    returnable: returnableOf(order, returns),
    idempotencyKey: crypto.randomUUID(),
  };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const order = await loadOrder(shop, params.id);
  const outcome = await askReturn(shop, order, await request.formData());
  if (outcome.status === "asked")
    throw redirect(`/orders/${order.id}/returns/${outcome.returnId}?asked`, 303);
  return formAnswer(request, outcome, UNPROCESSABLE);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(afterSaleMessagesFor("en").returns.askTitle),
    publicUrl: "",
  });

export default function OrderReturnNewPage({ loaderData, actionData }: Route.ComponentProps) {
  const { returns: words } = useAfterSaleMessages();
  const { order, returnable, idempotencyKey } = loaderData;
  return (
    <OrderSidePage order={order} title={words.askTitle}>
      {returnable.length === 0 ? (
        <EmptyState
          title={words.nothingTitle}
          way={{ href: `/orders/${order.id}`, label: words.backToOrder(order.number) }}
        >
          {actionData?.message ?? words.nothing}
        </EmptyState>
      ) : (
        <>
          <p className="mt-3 mb-8 max-w-prose text-ink-soft">
            <NumberKept text={words.askIntro(order.number)} number={order.number} />
          </p>
          <ReturnForm returnable={returnable} idempotencyKey={idempotencyKey} outcome={actionData} />
        </>
      )}
    </OrderSidePage>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <OrderErrorPage error={error} />;
}
