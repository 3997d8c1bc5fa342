// REST of carts.
import {
  AcceptChangesBody,
  AddLineBody,
  Cart,
  CartLineParams,
  ChangeLineBody,
  CreateCartBody,
  CurrentCartQuery,
  IdParams,
  ShippingMethodList,
  UpdateCartBody,
} from "@souk/contracts";
import { anyone, type Answer, type Caller, personOf, route, type Route, signedIn } from "@souk/http";
import type { Deps } from "../deps.ts";
import { priceCart } from "../pricing/price-cart.ts";
import { askedVersions, cartAnswer } from "./cart-version.ts";
import { acceptChanges } from "./commands/accept-changes.ts";
import { addCartLine } from "./commands/add-cart-line.ts";
import { changeCartLine } from "./commands/change-cart-line.ts";
import { createCart } from "./commands/create-cart.ts";
import { loadCart } from "./commands/load-cart.ts";
import { loadCurrentCart } from "./commands/load-current-cart.ts";
import { mergeCart } from "./commands/merge-cart.ts";
import { removeCartLine } from "./commands/remove-cart-line.ts";
import { updateCart } from "./commands/update-cart.ts";
import type { StoredCart } from "./domain/cart.ts";
import { toCartView } from "./views.ts";

const OWNERSHIP = "a guest's cart by its unguessable id; a customer's cart by that customer alone";
const common = { tags: ["carts"], access: anyone(), ownership: OWNERSHIP };
const own = { tags: ["carts"], access: signedIn() };

export function customerIdOf(caller: Caller): string | null {
  return personOf(caller) ?? null;
}

type Shown = (cart: StoredCart, customerId: string | null) => Promise<Answer<Cart>>;

export function cartRoutes(deps: Deps): readonly Route[] {
  const show: Shown = async (cart, customerId) => cartAnswer(await toCartView(deps, { cart, customerId }));
  return [
    ...wholeRoutes(deps, show),
    ...customerRoutes(deps, show),
    ...checkoutRoutes(deps, show),
    ...lineRoutes(deps, show),
  ];
}

function wholeRoutes(deps: Deps, show: Shown): readonly Route[] {
  return [
    route(
      "POST /carts",
      {
        ...common,
        summary: "Open a cart",
        body: CreateCartBody,
        response: Cart,
        status: 201,
        ownership: "none",
      },
      async ({ body, caller }) => {
        const customerId = customerIdOf(caller);
        const cart = await createCart(deps, { currency: body.currency, customerId });
        return cartAnswer(await toCartView(deps, { cart, customerId }), 201);
      },
    ),
    route(
      "GET /carts/:id",
      { ...common, summary: "A cart, priced now", params: IdParams, response: Cart },
      async ({ params, caller }) => {
        const customerId = customerIdOf(caller);
        return show(await loadCart(deps, params.id, customerId), customerId);
      },
    ),
    route(
      "PUT /carts/:id",
      {
        ...common,
        summary: "Say who and where the cart is for and what is to pay for it; If-Match is kept where given",
        params: IdParams,
        body: UpdateCartBody,
        response: Cart,
        guessable: "when_refused", // Discount codes and gift cards; most requests bring an address.
      },
      async ({ params, body, caller, headers }) => {
        const customerId = customerIdOf(caller);
        const versions = askedVersions(headers);
        const update = { cartId: params.id, customerId, versions, changes: body };
        const { cart, variants: known } = await updateCart(deps, update);
        return cartAnswer(await toCartView(deps, { cart, customerId, known }));
      },
    ),
  ];
}

function customerRoutes(deps: Deps, show: Shown): readonly Route[] {
  return [
    route(
      "GET /carts/current",
      {
        ...own,
        ownership: "one's own cart",
        summary: "The open cart that one used last",
        query: CurrentCartQuery,
        response: Cart,
      },
      async ({ query, caller: { userId: customerId } }) =>
        show(await loadCurrentCart(deps, { customerId, currency: query.currency }), customerId),
    ),
    route(
      "POST /carts/:id/merge",
      {
        ...own,
        ownership: OWNERSHIP,
        summary: "After signing in: put a guest's cart into one's own, once",
        params: IdParams,
        response: Cart,
        idempotency: "none",
      },
      async ({ params, caller: { userId: customerId } }) =>
        show(await mergeCart(deps, { cartId: params.id, customerId }), customerId),
    ),
  ];
}

function checkoutRoutes(deps: Deps, show: Shown): readonly Route[] {
  return [
    route(
      "POST /carts/:id/accept-changes",
      {
        ...common,
        summary: "Take new prices, and fewer pieces where asked; If-Match is kept where given",
        params: IdParams,
        body: AcceptChangesBody,
        response: Cart,
        idempotency: "none",
      },
      async ({ params, body, caller, headers }) => {
        const customerId = customerIdOf(caller);
        const { quantities, expectedTotal } = body;
        const asked = { cartId: params.id, customerId, versions: askedVersions(headers) };
        return show(await acceptChanges(deps, { ...asked, quantities, expectedTotal }), customerId);
      },
    ),
    route(
      "GET /carts/:id/shipping-methods",
      {
        ...common,
        summary: "How the cart can travel, and for how much",
        params: IdParams,
        response: ShippingMethodList,
      },
      async ({ params, caller }) => {
        const customerId = customerIdOf(caller);
        const cart = await loadCart(deps, params.id, customerId);
        const { offeredMethods } = await priceCart(deps, { cart, customerId });
        return {
          items: offeredMethods.map(({ method: { id, name, description }, price }) => ({
            id,
            name,
            description,
            price,
          })),
        };
      },
    ),
  ];
}

function lineRoutes(deps: Deps, show: Shown): readonly Route[] {
  return [
    route(
      "POST /carts/:id/lines",
      {
        ...common,
        summary: "Put goods into a cart",
        params: IdParams,
        body: AddLineBody,
        response: Cart,
        status: 201,
      },
      async ({ params, body, caller, idempotency }) => {
        const lineId = idempotency?.resourceId ?? deps.newId();
        const customerId = customerIdOf(caller);
        const line = { cartId: params.id, customerId, lineId, ...body };
        const { cart, variants: known } = await addCartLine(deps, line);
        return cartAnswer(await toCartView(deps, { cart, customerId, known }), 201);
      },
    ),
    route(
      "PATCH /carts/:id/lines/:lineId",
      {
        ...common,
        summary: "Change how many; If-Match is kept where given",
        params: CartLineParams,
        body: ChangeLineBody,
        response: Cart,
      },
      async ({ params, body, caller, headers }) => {
        const customerId = customerIdOf(caller);
        const line = { cartId: params.id, lineId: params.lineId, customerId, quantity: body.quantity };
        const changed = await changeCartLine(deps, { ...line, versions: askedVersions(headers) });
        const { cart, variants: known } = changed;
        return cartAnswer(await toCartView(deps, { cart, customerId, known }));
      },
    ),
    route(
      "DELETE /carts/:id/lines/:lineId",
      {
        ...common,
        summary: "Take goods out of a cart; If-Match is kept where given",
        params: CartLineParams,
        response: Cart,
      },
      async ({ params, caller, headers }) => {
        const customerId = customerIdOf(caller);
        const line = { cartId: params.id, lineId: params.lineId, customerId };
        return show(await removeCartLine(deps, { ...line, versions: askedVersions(headers) }), customerId);
      },
    ),
  ];
}
