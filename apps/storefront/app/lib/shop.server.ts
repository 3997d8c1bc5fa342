// What a loader or action may use: the API as this visitor may call it, the visitor's cookies, the cart. Made anew for each request.
import { createApiClient, isApiProblem, type ApiClient, type ApiFetch } from "@souk/client";
import type { Cart, Tokens } from "@souk/contracts";
import { createContext, type RouterContextProvider } from "react-router";
import { CookieJar, DAY_SECONDS } from "./cookies.server.ts";
import { CURRENCY_DEFAULT, isOfferedCurrency } from "./currency.ts";
import type { SessionCache } from "./session-cache.server.ts";

/** What the server hands to React Router with each request. */
export type RequestParts = {
  readonly nonce: string;
  readonly requestId: string;
  readonly clientIp: string;
  readonly apiFetch: ApiFetch;
  readonly secureCookies: boolean;
  /** The shop's own origin, without a slash at the end. */
  readonly publicUrl: string;
  readonly paymentProviders: readonly string[];
  /** Stripe's card fields, where the shop takes payments by them. */
  readonly stripe?: StripePage | undefined;
  readonly sessions: SessionCache;
  readonly log: (message: string, error: unknown) => void;
};

export type StripePage = { readonly publishableKey: string; readonly scriptUrl: string };

export const requestParts = createContext<RequestParts>();
const shopContext = createContext<Shop>();

const API_BASE = "/api/v1";
const CART_SECONDS = 30 * DAY_SECONDS;
/** Long enough to sign in and look; later it would be no news. */
const CART_NEWS_SECONDS = 600;
/** A cart that went into another one, which went into another one: nobody signs in more often than that at once. */
const MERGINGS_MAX = 5;
export const SESSION_SECONDS = 30 * DAY_SECONDS;
const ORDER_TOKEN_SECONDS = 30 * DAY_SECONDS;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuidOrNothing = (id: string | undefined): string | undefined =>
  id !== undefined && UUID.test(id) ? id : undefined;
/** Pages with names, addresses or orders on them: not even the visitor's own browser keeps these. */
const PERSONAL =
  /^\/(?:wishlists?|back-in-stock|products\/[^/]+\/review|cart|checkout|orders|gift-cards|account|sign-in|register|verify-email|forgot-password|reset-password|confirm-email-change)(?:[/.]|$)/;
/** Addresses that arrive with a secret in them, from a mail or a provider: nobody they lead to is told. */
const ARRIVES_WITH_SECRET =
  /^\/(?:verify-email|reset-password|confirm-email-change|sign-in\/callback|checkout\/return|wishlists|back-in-stock\/(?:confirm|unsubscribe))(?:[/.]|$)/;
const CLIENT_FAULT = new Set([400, 401, 403]);

export class Shop {
  readonly parts: RequestParts;
  readonly cookies: CookieJar;
  /** The API as anybody may call it. */
  readonly api: ApiClient;
  #cart: Promise<Cart | undefined> | undefined;
  #openTo: readonly string[] = [];

  readonly #userAgent: string | null;
  /** Fetched in case it is wanted: nobody has seen it yet. */
  readonly #isPrefetch: boolean;

  constructor(parts: RequestParts, headers: Headers) {
    this.parts = parts;
    this.cookies = new CookieJar(headers.get("cookie"), parts.secureCookies);
    this.#userAgent = headers.get("user-agent");
    this.#isPrefetch = headers.get("sec-purpose")?.startsWith("prefetch") ?? false;
    this.api = this.#client({});
  }

  /** Other origins whose scripts and frames this one page may show; the gateway writes them into its policy. */
  get openTo(): readonly string[] {
    return this.#openTo;
  }

  openPageTo(origins: readonly string[]): void {
    this.#openTo = origins;
  }

  #client(credentials: { accessToken?: string | undefined; orderToken?: string | undefined }): ApiClient {
    const headers = {
      "x-request-id": this.parts.requestId,
      "x-forwarded-for": this.parts.clientIp,
      ...(this.#userAgent === null ? {} : { "user-agent": this.#userAgent }), // Sessions are told apart by it.
    };
    return createApiClient({ baseUrl: API_BASE, fetch: this.parts.apiFetch, headers, ...credentials });
  }

  get currency(): string {
    const chosen = this.cookies.get(this.cookies.names.currency);
    return isOfferedCurrency(chosen) ? chosen : CURRENCY_DEFAULT;
  }

  /** Whether the visitor has a session; whether it is still good, only the API knows. */
  get hasSession(): boolean {
    return this.cookies.get(this.cookies.names.refresh) !== undefined;
  }

  async #tokens(): Promise<Tokens | undefined> {
    const refreshToken = this.cookies.get(this.cookies.names.refresh);
    if (refreshToken === undefined) return undefined;
    try {
      const tokens = await this.parts.sessions.get(
        refreshToken,
        async (token) => (await this.api.users.refresh(token)).data,
      );
      if (tokens.refreshToken !== refreshToken) this.rememberSession(tokens.refreshToken);
      return tokens;
    } catch (error) {
      if (!isApiProblem(error) || !CLIENT_FAULT.has(error.status)) throw error;
      this.cookies.clear(this.cookies.names.refresh); // The session is over; the visitor goes on as a guest.
      return undefined;
    }
  }

  /** The API as the signed-in customer, or as anybody for a guest. */
  async customerApi(): Promise<ApiClient> {
    const tokens = await this.#tokens();
    return tokens === undefined ? this.api : this.#client({ accessToken: tokens.accessToken });
  }

  /** The customer's sessions elsewhere may be over: this process must not keep them alive. */
  async forgetOtherSessions(): Promise<void> {
    const tokens = await this.#tokens();
    if (tokens) this.parts.sessions.forgetOthersOf(tokens);
  }

  /** The API as whoever may see this order: its customer, or the guest who holds its token. */
  async orderApi(orderId: string): Promise<ApiClient> {
    const orderToken = this.cookies.get(this.cookies.names.order(orderId));
    return this.#client({ accessToken: (await this.#tokens())?.accessToken, orderToken });
  }

  rememberSession(refreshToken: string): void {
    this.cookies.set(this.cookies.names.refresh, refreshToken, { maxAgeSeconds: SESSION_SECONDS });
  }

  rememberOrder(orderId: string, guestToken: string | undefined): void {
    const { lastOrder, order } = this.cookies.names;
    this.cookies.set(lastOrder, orderId, { path: "/checkout", maxAgeSeconds: DAY_SECONDS });
    if (guestToken === undefined) return;
    this.cookies.set(order(orderId), guestToken, { path: "/orders", maxAgeSeconds: ORDER_TOKEN_SECONDS });
  }

  /** The payment that this browser started last for an order; the order itself names only the one that paid it. */
  rememberPayment(orderId: string, paymentId: string): void {
    const name = this.cookies.names.payment(orderId);
    this.cookies.set(name, paymentId, { path: "/orders", maxAgeSeconds: ORDER_TOKEN_SECONDS });
  }

  paymentIdOf(orderId: string): string | undefined {
    return uuidOrNothing(this.cookies.get(this.cookies.names.payment(orderId)));
  }

  get cartId(): string | undefined {
    return uuidOrNothing(this.cookies.get(this.cookies.names.cart));
  }

  /** The visitor's cart, read once for each request; a cart that is gone or is not theirs is forgotten. */
  cart(): Promise<Cart | undefined> {
    this.#cart ??= this.#readCart();
    return this.#cart;
  }

  async #readCart(): Promise<Cart | undefined> {
    if (this.cartId === undefined) return undefined;
    try {
      return await this.#followMergings(this.cartId);
    } catch (error) {
      if (!isApiProblem(error) || ![401, 403, 404, 410].includes(error.status)) throw error;
      this.forgetCart();
      return undefined;
    }
  }

  /** The cart, or the one that its lines went into when the visitor signed in somewhere else. */
  async #followMergings(cartId: string): Promise<Cart> {
    const { carts } = await this.customerApi();
    let { data: cart } = await carts.get(cartId);
    for (let merging = 0; merging < MERGINGS_MAX && cart.mergedInto; merging += 1)
      cart = (await carts.get(cart.mergedInto)).data;
    if (cart.id !== cartId) this.useCart(cart);
    return cart;
  }

  /** What was in the customer's own cart came into this one: told once, on the next page that shows the cart. */
  announceMerging(): void {
    this.cookies.set(this.cookies.names.cartNews, "merged", { maxAgeSeconds: CART_NEWS_SECONDS });
  }

  takeMergingNews(): boolean {
    const isNew = this.cookies.get(this.cookies.names.cartNews) !== undefined;
    if (isNew && !this.#isPrefetch) this.cookies.clear(this.cookies.names.cartNews);
    return isNew;
  }

  /** Says which cart is the visitor's from now on. */
  useCart(cart: Cart): void {
    this.#cart = Promise.resolve(cart);
    this.cookies.set(this.cookies.names.cart, cart.id, { maxAgeSeconds: CART_SECONDS });
  }

  /** The cart may have changed behind our back: the next question asks the API again. */
  rereadCart(): void {
    this.#cart = undefined;
  }

  forgetCart(): void {
    this.#cart = Promise.resolve(undefined);
    this.cookies.clear(this.cookies.names.cart);
  }
}

/** The shop as this request may use it. */
export const shopOf = (context: Readonly<RouterContextProvider>): Shop => context.get(shopContext);

/** Opens the shop for a request and sends the cookies that changed. No shared cache keeps a page: each shows the visitor's bag. */
export async function openShop(
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
  next: () => Promise<Response>,
): Promise<Response> {
  const shop = new Shop(context.get(requestParts), request.headers);
  context.set(shopContext, shop);
  const response = await next();
  for (const line of shop.cookies.changes) response.headers.append("set-cookie", line);
  const { pathname } = new URL(request.url);
  if (shop.openTo.length > 0) response.headers.set("x-page-opens-to", shop.openTo.join(" "));
  if (ARRIVES_WITH_SECRET.test(pathname)) response.headers.set("referrer-policy", "no-referrer");
  const isKeptBack = PERSONAL.test(pathname);
  if (!response.headers.has("cache-control"))
    response.headers.set("cache-control", isKeptBack ? "private, no-store" : "private, no-cache");
  return response;
}
