// What a run looks at closely: the few payments, orders and strays that changed lately and do not agree, and all that was open before.
import type { Deps } from "../deps.ts";
import { compareOrder, type OrderState } from "./domain/compare-orders.ts";
import { type Scope, scopeFrom, textOfScope } from "./domain/finding.ts";
import { REVISITS_MAX } from "./limits.ts";
import { listOpenScopes } from "./store/findings.ts";
import { listOrdersOfChangedPayments } from "./store/order-money.ts";
import { listStrays, type Window } from "./store/strays.ts";
import { listSuspects } from "./store/suspects.ts";
import { gatherOrders, isOrderInFlight } from "./commands/examine.ts";

const ORDERS_PAGE = 500;

export async function listMoneyScopes(deps: Deps, window: Window): Promise<readonly Scope[]> {
  const payments = await listSuspects(deps.db, window);
  const strays = await listStrays(deps.db, window);
  return [
    ...payments.map((id) => ({ of: "payment", id }) as const),
    ...strays.map((stray) => ({ of: "stray", ...stray }) as const),
  ];
}

export type OrderScopes = { readonly compared: number; readonly scopes: readonly Scope[] };

/** Orders that changed lately, and those whose money did. */
export async function listOrderScopes(deps: Deps, { since, until }: Window): Promise<OrderScopes> {
  const scopes: Scope[] = [];
  let compared = 0;
  const compare = async (states: readonly OrderState[], orderIds: readonly string[]): Promise<void> => {
    const orders = await gatherOrders(deps, states, orderIds);
    compared += orders.length;
    for (const order of orders)
      if (!isOrderInFlight(order, until) && compareOrder(order).length > 0)
        scopes.push({ of: "order", id: order.orderId });
  };
  for await (const page of deps.orders.changedSince(since))
    await compare(
      page,
      page.map(({ orderId }) => orderId),
    );
  for (let after: string | undefined, isOver = false; !isOver;) {
    const orderIds = await listOrdersOfChangedPayments(deps.db, { since, after, limit: ORDERS_PAGE });
    await compare(await deps.orders.statesOf(orderIds), orderIds);
    after = orderIds.at(-1);
    isOver = orderIds.length < ORDERS_PAGE;
  }
  return { compared, scopes };
}

/** Each once, with those of open findings. */
export async function withOpenScopes(deps: Deps, scopes: readonly Scope[]): Promise<readonly Scope[]> {
  const texts = new Set(scopes.map(textOfScope));
  for (const text of await listOpenScopes(deps.db, REVISITS_MAX)) texts.add(text);
  return [...texts].map(scopeFrom);
}
