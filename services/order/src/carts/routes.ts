// REST of carts.
import {
  AddLineBody,
  Cart,
  CartLineParams,
  ChangeLineBody,
  CreateCartBody,
  IdParams,
  ShippingMethodList,
  UpdateCartBody,
} from "@souk/contracts";
import { anyone, type Caller, etagOf, json, personOf, route, type Route } from "@souk/http";
import { toCartView } from "./views.ts";
import { addCartLine } from "./commands/add-cart-line.ts";
import { changeCartLine } from "./commands/change-cart-line.ts";
import { createCart } from "./commands/create-cart.ts";
import { loadCart } from "./commands/load-cart.ts";
import { updateCart } from "./commands/update-cart.ts";
import type { Deps } from "../deps.ts";
import type { StoredCart } from "./domain/cart.ts";
import { isOfferedIn, shippingPriceOf } from "../pricing/domain/shipping.ts";

const OWNERSHIP = "a guest's cart by its unguessable id; a customer's cart by that customer alone";
const common = { tags: ["carts"], access: anyone(), ownership: OWNERSHIP };

export function customerIdOf(caller: Caller): string | null {
  return personOf(caller) ?? null;
}

export function cartRoutes(deps: Deps): readonly Route[] {
  const answer = async (cart: StoredCart) => toCartView(deps, cart);
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
      async ({ body, caller }) =>
        answer(await createCart(deps, { currency: body.currency, customerId: customerIdOf(caller) })),
    ),
    route(
      "GET /carts/:id",
      { ...common, summary: "A cart, priced now", params: IdParams, response: Cart },
      async ({ params, caller }) => {
        const cart = await toCartView(deps, await loadCart(deps, params.id, customerIdOf(caller)));
        return json(cart, { etag: etagOf(JSON.stringify(cart)) }); // Prices and stock change without a new version.
      },
    ),
    route(
      "PUT /carts/:id",
      {
        ...common,
        summary: "Say who and where the cart is for",
        params: IdParams,
        body: UpdateCartBody,
        response: Cart,
      },
      async ({ params, body, caller }) => {
        const { email, shippingAddress, billingAddress, shippingMethodId, couponCodes } = body;
        const details = { email, shippingAddress, billingAddress, shippingMethodId, couponCodes };
        return answer(
          await updateCart(deps, { cartId: params.id, customerId: customerIdOf(caller), ...details }),
        );
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
        const cart = await toCartView(deps, await loadCart(deps, params.id, customerIdOf(caller)));
        const offered = deps.shippingMethods.filter((method) => isOfferedIn(method, cart.currency));
        return {
          items: offered.map((method) => ({
            id: method.id,
            name: method.name,
            description: method.description,
            price: shippingPriceOf(method, cart.totals.subtotal),
          })),
        };
      },
    ),
    ...lineRoutes(deps, answer),
  ];
}

function lineRoutes(deps: Deps, answer: (cart: StoredCart) => Promise<Cart>): readonly Route[] {
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
        const { cart, variants } = await addCartLine(deps, line);
        return toCartView(deps, cart, variants);
      },
    ),
    route(
      "PATCH /carts/:id/lines/:lineId",
      { ...common, summary: "Change how many", params: CartLineParams, body: ChangeLineBody, response: Cart },
      async ({ params, body, caller }) => {
        const line = { cartId: params.id, lineId: params.lineId, quantity: body.quantity };
        return answer(await changeCartLine(deps, { ...line, customerId: customerIdOf(caller) }));
      },
    ),
    route(
      "DELETE /carts/:id/lines/:lineId",
      { ...common, summary: "Take goods out of a cart", params: CartLineParams, response: Cart },
      async ({ params, caller }) => {
        const line = { cartId: params.id, lineId: params.lineId, quantity: 0 };
        return answer(await changeCartLine(deps, { ...line, customerId: customerIdOf(caller) }));
      },
    ),
  ];
}
