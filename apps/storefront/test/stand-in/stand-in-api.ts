// A stand-in for the REST API, all in memory and much simplified: to look at pages without the services. The sums are not those of the real quote.
import type { AddressBody, Cart, CartLine, Order, Payment } from "@souk/contracts";
import { randomUUID } from "node:crypto";
import { problem, userRoutes, type Answer } from "./accounts.ts";
import { demo, toProduct } from "./catalogue.ts";
import {
  categoryRoutes,
  productRoutes,
  reviewRoutes,
  sharedWishlistRoutes,
  trendingRoutes,
  variantRoutes,
  waitingRoutes,
  wishlistRoutes,
} from "./shelves.ts";

/** What may come in a body, as if all of it did: the tests send what the contract asks for. */
type Body = {
  currency: string;
  variantId: string;
  quantity: number;
  couponCodes?: string[];
  email: string;
  firstName: string;
  lastName: string;
  shippingAddress?: AddressBody;
  cartId: string;
  expectedTotal?: { amount: number };
  payment?: { provider: string; returnUrl?: string };
  orderId: string;
  provider: string;
  returnUrl: string;
  password: string;
  refreshToken: string;
};
type Ask = { method: string; path: string[]; query: URLSearchParams; body: Body; headers: Headers };
const carts = new Map<string, Cart>();
const orders = new Map<string, Order>();
const payments = new Map<string, Payment>();
const byKey = new Map<string, Answer>();
const now = () => new Date().toISOString();
const currencyOf = (text: string | null) => (text === "USD" ? "USD" : "EUR");
const PROVIDER = () => process.env["STAND_IN_PROVIDER"] ?? "http://127.0.0.1:1";

const methods = (currency: string, subtotal: number) => [
  {
    id: "standard",
    name: "Standard",
    description: "3 to 5 working days",
    price: { amount: subtotal >= 15_000 ? 0 : 590, currency },
  },
  { id: "express", name: "Express", description: "1 to 2 working days", price: { amount: 1_490, currency } },
];

function findVariant(variantId: string, currency: "EUR" | "USD") {
  for (const raw of demo.products) {
    const product = toProduct(raw, currency);
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant) return { product, variant };
  }
  return undefined;
}

function settle(cart: Cart): Cart {
  const { currency } = cart;
  const subtotal = cart.lines.reduce((sum, line) => sum + line.total.amount, 0);
  const discount = cart.couponCodes.includes("WELCOME10") ? Math.round(subtotal / 10) : 0;
  const shipping =
    methods(currency, subtotal).find(({ id }) => id === cart.shippingMethodId)?.price.amount ?? 0;
  const total = subtotal - discount + shipping;
  const money = (amount: number) => ({ amount, currency });
  cart.totals = {
    subtotal: money(subtotal),
    discount: money(-discount),
    shipping: money(shipping),
    tax: money(0),
    total: money(total),
  };
  cart.amountDue = money(total);
  const contained = money(Math.round((total * 19) / 119));
  cart.explanation = [{ code: "tax_included", label: "19 % tax, included in the total", amount: contained }];
  cart.missing = [
    ...(cart.lines.length ? [] : ["lines" as const]),
    ...(cart.email ? [] : ["email" as const]),
    ...(cart.shippingAddress ? [] : ["shippingAddress" as const]),
    ...(cart.shippingMethodId ? [] : ["shippingMethodId" as const]),
  ];
  cart.version += 1;
  return cart;
}

function lineOf(variantId: string, quantity: number, currency: "EUR" | "USD"): CartLine | undefined {
  const found = findVariant(variantId, currency);
  if (!found) return undefined;
  const { product, variant } = found;
  return {
    id: randomUUID(),
    variantId,
    productId: product.id,
    productSlug: product.slug,
    productName: product.name,
    variantName: variant.name,
    sku: variant.sku,
    image: product.pictures.find(({ id }) => id === variant.pictureId)?.url ?? product.image?.url ?? null,
    quantity,
    available: variant.available,
    unitPrice: variant.price,
    addedPrice: variant.price,
    total: { ...variant.price, amount: variant.price.amount * quantity },
    notice: variant.available === 0 ? "sold_out" : variant.available < quantity ? "fewer_left" : null,
  };
}

function cartRoutes({ method, path, body }: Ask): Answer {
  if (!path[1]) {
    const currency = currencyOf(body?.currency ?? null);
    const zero = { amount: 0, currency };
    const cart: Cart = {
      id: randomUUID(),
      version: 0,
      status: "open",
      currency,
      email: null,
      shippingAddress: null,
      billingAddress: null,
      shippingMethodId: null,
      couponCodes: [],
      refusedCoupons: [],
      giftCards: [],
      useStoreCredit: false,
      storeCredit: zero,
      amountDue: zero,
      lines: [],
      totals: { subtotal: zero, discount: zero, shipping: zero, tax: zero, total: zero },
      explanation: [],
      missing: [],
      orderId: null,
      mergedInto: null,
      createdAt: now(),
      updatedAt: now(),
    };
    carts.set(cart.id, settle(cart));
    return { status: 201, body: cart };
  }
  const cart = carts.get(path[1]);
  if (!cart) return problem(404, "cart_not_found");
  if (path[2] === "shipping-methods")
    return { body: { items: methods(cart.currency, cart.totals.subtotal.amount) } };
  if (path[2] === "lines") return cartLines(cart, { method, lineId: path[3], body });
  if (method === "PUT") {
    if (body.couponCodes?.some((code: string) => code !== "WELCOME10"))
      return problem(409, "coupon_unknown", { detail: "This code is not known." });
    Object.assign(cart, body);
    settle(cart);
  }
  return { body: cart };
}

function cartLines(
  cart: Cart,
  { method, lineId, body }: { method: string; lineId: string | undefined; body: Body },
): Answer {
  const same = cart.lines.find((line) => (lineId ? line.id === lineId : line.variantId === body?.variantId));
  const quantity = method === "POST" ? (same?.quantity ?? 0) + body.quantity : body?.quantity;
  if (method === "DELETE") cart.lines = cart.lines.filter((line) => line.id !== lineId);
  else {
    const line = lineOf(same?.variantId ?? body.variantId, quantity, currencyOf(cart.currency));
    if (!line) return problem(422, "variant_not_found");
    if (line.available < quantity)
      return problem(409, "sold_out", { detail: `Only ${line.available} left.` });
    if (same) Object.assign(same, line, { id: same.id });
    else cart.lines.push(line);
  }
  settle(cart);
  return { status: method === "POST" ? 201 : 200, body: cart };
}

function newPayment(order: Order, choice: { provider: string; returnUrl?: string }): Payment {
  const id = randomUUID();
  const zero = { ...order.total, amount: 0 };
  const payment: Payment = {
    id,
    orderId: order.id,
    provider: choice.provider,
    status: "requires_action",
    amount: order.total,
    captured: zero,
    capturable: zero,
    refunded: zero,
    captures: [],
    refunds: [],
    createdAt: now(),
    updatedAt: now(),
    redirectUrl: `${PROVIDER()}/pay/${id}?return=${encodeURIComponent(choice.returnUrl ?? "")}`,
  };
  payments.set(id, payment);
  return payment;
}

function placeOrder({ body }: Ask): Answer {
  const cart = carts.get(body.cartId);
  if (!cart) return problem(404, "cart_not_found");
  if (cart.status === "ordered") return problem(409, "cart_ordered", { orderId: cart.orderId });
  if (body.expectedTotal && body.expectedTotal.amount !== cart.totals.total.amount)
    return problem(409, "price_changed");
  const order: Order = {
    id: randomUUID(),
    number: `S-${Math.random().toString(36).slice(2, 8).toUpperCase()}`,
    status: "pending",
    currency: cart.currency,
    total: cart.totals.total,
    totals: cart.totals,
    lines: cart.lines.map((line) => ({
      ...line,
      discount: { ...line.total, amount: 0 },
      tax: { ...line.total, amount: 0 },
      taxRateBasisPoints: 0,
      taxIncluded: true,
      paid: line.total,
    })),
    customerId: null,
    email: cart.email ?? "",
    shippingAddress: cart.shippingAddress!,
    billingAddress: cart.billingAddress ?? cart.shippingAddress!,
    shippingMethod: { id: cart.shippingMethodId ?? "", name: "Standard" },
    trackingCode: null,
    cancelReason: null,
    paymentId: null,
    credits: [],
    amountDue: cart.amountDue,
    explanation: [],
    refunded: { ...cart.amountDue, amount: 0 },
    fulfilment: "none",
    shipments: [],
    returns: [],
    refunds: [],
    version: 1,
    placedAt: now(),
    updatedAt: now(),
    history: [{ type: "order.placed", from: null, to: "pending", at: now() }],
  };
  orders.set(order.id, order);
  cart.status = "ordered";
  cart.orderId = order.id;
  const payment = body.payment ? newPayment(order, body.payment) : undefined;
  return { status: 201, body: { order: { ...order, guestToken: "guest-token" }, payment } };
}

/** What the stand-in's payment page calls. */
export function finishPayment(id: string, outcome: "captured" | "failed" | "cancelled" | "pending"): void {
  const payment = payments.get(id);
  const order = payment && orders.get(payment.orderId);
  if (!payment || !order) return;
  payment.status = outcome;
  if (outcome === "failed") payment.failureCode = "insufficient_funds";
  if (outcome !== "captured") return;
  order.status = "confirmed";
  order.paymentId = payment.id;
  order.history.push({ type: "order.confirmed", from: "pending", to: "confirmed", at: now() });
}

function orderRoutes(ask: Ask): Answer {
  if (ask.method === "POST") return placeOrder(ask);
  if (!ask.path[1]) return { body: { items: [...orders.values()], nextCursor: null } };
  const order = orders.get(ask.path[1]);
  if (!order || (!ask.headers.has("x-order-token") && !ask.headers.has("authorization")))
    return problem(404, "order_not_found");
  if (ask.path[2] === "invoices" || ask.path[2] === "returns") return { body: { items: [] } };
  if (ask.method === "DELETE") order.status = "cancelled";
  return { body: order };
}

function paymentRoutes({ method, path, body }: Ask): Answer {
  if (method === "POST") {
    const order = orders.get(body.orderId);
    return order ? { status: 201, body: newPayment(order, body) } : problem(404, "order_not_found");
  }
  const payment = payments.get(path[1] ?? "");
  return payment ? { body: payment } : problem(404, "payment_not_found");
}

const resources: Record<string, (ask: Ask) => Answer> = {
  products: productRoutes,
  carts: cartRoutes,
  orders: orderRoutes,
  payments: paymentRoutes,
  users: (ask) => userRoutes({ ...ask, body: ask.body as never }),
  categories: categoryRoutes,
  recommendations: trendingRoutes,
  reviews: reviewRoutes,
  wishlist: wishlistRoutes,
  wishlists: sharedWishlistRoutes,
  variants: variantRoutes,
  "back-in-stock": waitingRoutes,
};

/** Answers like the gateway would; hand it in as `apiFetch`. */
export async function standInApi(address: string, init: RequestInit): Promise<Response> {
  const url = new URL(address, "http://stand.in");
  const headers = new Headers(init.headers);
  const ask: Ask = {
    method: init.method ?? "GET",
    path: url.pathname.split("/").slice(3).map(decodeURIComponent),
    query: url.searchParams,
    headers,
    body: typeof init.body === "string" ? JSON.parse(init.body) : {},
  };
  const key = headers.get("idempotency-key");
  const answer =
    (key ? byKey.get(key) : undefined) ?? resources[ask.path[0] ?? ""]?.(ask) ?? problem(404, "not_found");
  if (key) byKey.set(key, answer);
  return answer.body === undefined
    ? new Response(null, { status: answer.status ?? 204 })
    : Response.json(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} });
}
