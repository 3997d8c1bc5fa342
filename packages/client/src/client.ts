// The API as an object: resources with methods, each one call. Grows with the contracts.
import type {
  Cart,
  CategoryList,
  Order,
  OrderPage,
  Payment,
  PlacedOrder,
  Product,
  ProductPage,
  ProductSearchPage,
  Session,
  ShippingMethodList,
  Tokens,
  User,
} from "@souk/contracts";
import type { z } from "zod";
import type {
  AddLine,
  CreateCart,
  CreatePayment,
  Login,
  OrderFilter,
  PlaceOrder,
  ProductListFilter,
  ProductSearchFilter,
  Register,
  UpdateCart,
  UpdateProfile,
} from "./requests.ts";
import {
  send,
  TIMEOUT_MS_DEFAULT,
  type ApiFetch,
  type ApiRequest,
  type CallOptions,
  type Connection,
} from "./transport.ts";

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
type Caller = <Data>(request: ApiRequest) => ReturnType<typeof send<Data>>;

const segment = encodeURIComponent;

const productCalls = (call: Caller) => ({
  list: (filter: ProductListFilter = {}, options?: CallOptions) =>
    call<ProductPage>({ method: "GET", path: "/products", query: filter, options }),
  search: (filter: ProductSearchFilter, options?: CallOptions) =>
    call<ProductSearchPage>({ method: "GET", path: "/products/search", query: filter, options }),
  /** By id or by slug. */
  get: (idOrSlug: string, query: { readonly currency?: string } = {}, options?: CallOptions) =>
    call<Product>({ method: "GET", path: `/products/${segment(idOrSlug)}`, query, options }),
});

const cartCalls = (call: Caller) => ({
  create: (body: CreateCart = {}, options?: CallOptions) =>
    call<Cart>({ method: "POST", path: "/carts", body, options }),
  get: (id: string, options?: CallOptions) =>
    call<Cart>({ method: "GET", path: `/carts/${segment(id)}`, options }),
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

const userCalls = (call: Caller) => ({
  register: (body: Register, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/register", body, options }),
  login: (body: Login, options?: CallOptions) =>
    call<Session>({ method: "POST", path: "/users/login", body, options }),
  refresh: (refreshToken: string, options?: CallOptions) =>
    call<Tokens>({ method: "POST", path: "/users/refresh", body: { refreshToken }, options }),
  logout: (refreshToken: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/users/logout", body: { refreshToken }, options }),
  profile: (options?: CallOptions) => call<User>({ method: "GET", path: "/users/profile", options }),
  updateProfile: (body: UpdateProfile, options?: CallOptions) =>
    call<User>({ method: "PUT", path: "/users/profile", body, options }),
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
    categories: {
      list: (callOptions?: CallOptions) =>
        call<z.infer<typeof CategoryList>>({ method: "GET", path: "/categories", options: callOptions }),
    },
    carts: cartCalls(call),
    orders: orderCalls(call),
    payments: paymentCalls(call),
    users: userCalls(call),
  };
}

export type ApiClient = ReturnType<typeof createApiClient>;
