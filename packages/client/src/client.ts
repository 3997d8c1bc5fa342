// The API as an object: resources with methods, each one call. Grows with the contracts.
import type { Cart, Order, OrderPage, Payment, PlacedOrder, ShippingMethodList } from "@souk/contracts";
import type { z } from "zod";
import { accessCalls } from "./access-calls.ts";
import { invoiceCalls, returnCalls } from "./after-sale-calls.ts";
import { segment, type Caller } from "./caller.ts";
import { categoryCalls, productCalls } from "./catalogue-calls.ts";
import { identityCalls } from "./identity-calls.ts";
import { giftCardCalls, paymentMethodCalls, storeCreditCalls } from "./paying-calls.ts";
import type {
  AcceptChanges,
  AddLine,
  CreateCart,
  CreatePayment,
  CurrentCartFilter,
  OrderFilter,
  PlaceOrder,
  UpdateCart,
} from "./requests.ts";
import { reviewCalls } from "./review-calls.ts";
import { secondFactorCalls } from "./second-factor-calls.ts";
import {
  send,
  sendForFile,
  TIMEOUT_MS_DEFAULT,
  type ApiFetch,
  type CallOptions,
  type Connection,
} from "./transport.ts";
import { userCalls } from "./user-calls.ts";
import { backInStockCalls, wishlistCalls } from "./wishlist-calls.ts";

/** Where the API is and who calls it. */
export type ApiClientOptions = {
  /** The address before `/products`, such as `/api/v1` or `https://shop.example/api/v1`. */
  readonly baseUrl: string;
  readonly fetch?: ApiFetch;
  readonly accessToken?: string | undefined;
  /** Opens one guest order and its payment (`X-Order-Token`). */
  readonly orderToken?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
};

type OrderKey = CallOptions & { readonly idempotencyKey: string };

const cartCalls = (call: Caller) => ({
  create: (body: CreateCart = {}, options?: CallOptions) =>
    call<Cart>({ method: "POST", path: "/carts", body, options }),
  get: (id: string, options?: CallOptions) =>
    call<Cart>({ method: "GET", path: `/carts/${segment(id)}`, options }),
  /** The open cart that the customer used last. */
  current: (query: CurrentCartFilter = {}, options?: CallOptions) =>
    call<Cart>({ method: "GET", path: "/carts/current", query, options }),
  /** After signing in: puts a guest's cart into the customer's own, once. */
  merge: (id: string, options?: CallOptions) =>
    call<Cart>({ method: "POST", path: `/carts/${segment(id)}/merge`, options }),
  /** Takes new prices as they are now, and fewer pieces where asked. */
  acceptChanges: (id: string, body: AcceptChanges = {}, options?: CallOptions) =>
    call<Cart>({ method: "POST", path: `/carts/${segment(id)}/accept-changes`, body, options }),
  update: (id: string, body: UpdateCart, options?: CallOptions) =>
    call<Cart>({ method: "PUT", path: `/carts/${segment(id)}`, body, options }),
  addLine: (id: string, body: AddLine, options?: CallOptions) =>
    call<Cart>({ method: "POST", path: `/carts/${segment(id)}/lines`, body, options }),
  changeLine: (
    { id, lineId, quantity }: { id: string; lineId: string; quantity: number },
    options?: CallOptions,
  ) =>
    call<Cart>({
      method: "PATCH",
      path: `/carts/${segment(id)}/lines/${segment(lineId)}`,
      body: { quantity },
      options,
    }),
  removeLine: ({ id, lineId }: { id: string; lineId: string }, options?: CallOptions) =>
    call<Cart>({ method: "DELETE", path: `/carts/${segment(id)}/lines/${segment(lineId)}`, options }),
  shippingMethods: (id: string, options?: CallOptions) =>
    call<z.infer<typeof ShippingMethodList>>({
      method: "GET",
      path: `/carts/${segment(id)}/shipping-methods`,
      options,
    }),
});

const orderCalls = (call: Caller) => ({
  place: (body: PlaceOrder, options: OrderKey) =>
    call<PlacedOrder>({ method: "POST", path: "/orders", body, options }),
  get: (id: string, options?: CallOptions) =>
    call<Order>({ method: "GET", path: `/orders/${segment(id)}`, options }),
  list: (query: OrderFilter = {}, options?: CallOptions) =>
    call<z.infer<typeof OrderPage>>({ method: "GET", path: "/orders", query, options }),
  cancel: (id: string, query: { readonly reason?: string } = {}, options?: CallOptions) =>
    call<Order>({ method: "DELETE", path: `/orders/${segment(id)}`, query, options }),
});

const paymentCalls = (call: Caller) => ({
  create: (body: CreatePayment, options: OrderKey) =>
    call<Payment>({ method: "POST", path: "/payments", body, options }),
  get: (id: string, options?: CallOptions) =>
    call<Payment>({ method: "GET", path: `/payments/${segment(id)}`, options }),
});

/** Makes a client. Every method answers `{ data, … }` or throws `ApiProblem`; nothing is retried. */
export function createApiClient(options: ApiClientOptions) {
  const {
    baseUrl,
    fetch: apiFetch = (url, init) => fetch(url, init),
    accessToken,
    orderToken,
    timeoutMs = TIMEOUT_MS_DEFAULT,
  } = options;
  const connection: Connection = {
    baseUrl,
    fetch: apiFetch,
    timeoutMs,
    headers: {
      ...options.headers,
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      ...(orderToken === undefined ? {} : { "x-order-token": orderToken }),
    },
  };
  const call: Caller = (request) => send(connection, request);
  return {
    products: productCalls(call),
    categories: categoryCalls(call),
    reviews: reviewCalls(call),
    wishlist: wishlistCalls(call),
    backInStock: backInStockCalls(call),
    carts: cartCalls(call),
    orders: orderCalls(call),
    returns: returnCalls(call),
    invoices: invoiceCalls(call, (request) => sendForFile(connection, request)),
    payments: paymentCalls(call),
    giftCards: giftCardCalls(call),
    storeCredit: storeCreditCalls(call),
    paymentMethods: paymentMethodCalls(call),
    users: userCalls(call),
    secondFactor: secondFactorCalls(call),
    identities: identityCalls(call),
    access: accessCalls(call),
  };
}

export type ApiClient = ReturnType<typeof createApiClient>;
