// Who may see an order: its customer, staff, or whoever has the link of a guest's order.
import type { IncomingHttpHeaders } from "node:http";
import type { Permission } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { type Caller, personOf } from "@souk/http";
import type { Deps } from "../deps.ts";
import { loadOrder } from "./commands/change-order.ts";
import type { Order } from "./domain/order.ts";

export const ORDER_OWNERSHIP = "own orders; a guest's by X-Order-Token; any with orders:read";

export type Visitor = { readonly caller: Caller; readonly token: string | undefined };

export function visitorOf({
  caller,
  headers,
}: {
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
}): Visitor {
  const token = headers["x-order-token"];
  return { caller, token: typeof token === "string" ? token : undefined };
}

/** An order id alone opens nothing: who may not see an order is told that there is none. */
export async function loadVisible(deps: Deps, orderId: string, visitor: Visitor): Promise<Order> {
  const order = await loadOrder(deps, orderId);
  const { caller } = visitor;
  const isStaff = caller.kind === "user" && caller.permissions.has("orders:read");
  if (isStaff || isCustomerOf(deps, order, visitor)) return order;
  throw new Refusal("not_found", "order_not_found", "There is no such order.");
}

/** Comes as the order's customer, or with the link of it. */
export function isCustomerOf(deps: Deps, order: Order, { caller, token }: Visitor): boolean {
  const person = personOf(caller);
  const isOwn = person !== undefined && person === order.customerId;
  return isOwn || (token !== undefined && deps.guestTokens.isTokenFor(order.id, token));
}

/** Staff who act for a customer, who need a permission for it; undefined where the customer acts. */
export function actingStaff(
  deps: Deps,
  order: Order,
  { permission, ...visitor }: Visitor & { readonly permission: Permission },
): string | undefined {
  const { caller } = visitor;
  if (isCustomerOf(deps, order, visitor)) return undefined;
  if (caller.kind === "user" && caller.permissions.has(permission)) return caller.userId;
  throw new Refusal("forbidden", "permission_missing", `This needs the permission ${permission}.`);
}
