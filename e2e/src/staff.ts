// What staff do and know through the API: they change the shop behind a visitor's back and bear witness to what a visit left behind.
import {
  CategoryList,
  EditableProduct,
  ModeratedReviewPage,
  Order,
  OrderPage,
  Product,
  ProductPage,
  SalesReport,
  Session,
  Stock,
  type ProductItem,
  type Variant,
} from "@souk/contracts";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { ShopAddress } from "./start-shop.ts";

const Mailbox = z.object({
  items: z.array(z.object({ id: z.string(), to: z.array(z.string()), subject: z.string() })),
});
export type Mail = z.infer<typeof Mailbox>["items"][number];

/** A version of a product to be bought, with nobody else's hands on it. */
export type Goods = { readonly product: Product; readonly variant: Variant; readonly other: Variant };

type Call = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Caller = (
  path: string,
  call?: Call,
) => Promise<{ readonly body: unknown; readonly etag: string }>;

export type Staff = {
  /** Anything else that the API lets staff do. */
  readonly call: Caller;
  /** The product at this place of the catalogue, among those with versions to choose from; two of its versions are in stock. */
  stockGoods(position: number, onHand: number): Promise<Goods>;
  /** The rooms that lead to a product, the outermost first. */
  roomsOf(product: ProductItem): Promise<readonly string[]>;
  stockOf(variantId: string): Promise<Pick<Stock, "onHand" | "reserved" | "available">>;
  setStock(variantId: string, onHand: number): Promise<void>;
  raisePrice(goods: Goods, byMinor: number): Promise<void>;
  loadOrder(id: string): Promise<Order>;
  ordersOf(email: string): Promise<readonly Order[]>;
  salesIn(currency: string): Promise<SalesReport["totals"]>;
  /** Lets everybody read what has been written of a product. */
  approveReviews(productId: string): Promise<void>;
  mailsTo(email: string): Promise<readonly Mail[]>;
  /** The mails as soon as there are any. */
  waitForMails(email: string): Promise<readonly Mail[]>;
};

const PRODUCTS_MAX = 100;
const LOOK_AGAIN_MS = 100;
const LOOKS_MAX = 100;

export async function signInStaff(shop: ShopAddress): Promise<Staff> {
  const response = await fetch(`${shop.url}/api/v1/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(shop.administrator),
  });
  const { accessToken } = Session.parse(await response.json());
  const call = callerOf(shop.url, accessToken);
  const setStock = async (variantId: string, onHand: number) => {
    await call(`/api/v1/stock/${variantId}`, { method: "PUT", body: { onHand } });
  };
  const mailsTo = async (email: string) =>
    Mailbox.parse((await call(`/dev/mailbox/messages.json?to=${encodeURIComponent(email)}`)).body).items;
  return {
    call,
    setStock,
    stockGoods: (position, onHand) => stockGoods({ call, setStock }, position, onHand),
    roomsOf: (product) => roomsOf(call, product),
    stockOf: async (id) => {
      const { onHand, reserved, available } = Stock.parse((await call(`/api/v1/stock/${id}`)).body);
      return { onHand, reserved, available };
    },
    raisePrice: (goods, byMinor) => raisePrice(call, goods, byMinor),
    loadOrder: async (id) => Order.parse((await call(`/api/v1/orders/${id}`)).body),
    ordersOf: async (email) =>
      OrderPage.parse((await call(`/api/v1/orders?q=${encodeURIComponent(email)}`)).body).items,
    salesIn: async (currency) =>
      SalesReport.parse((await call(`/api/v1/analytics/sales?currency=${currency}`)).body).totals,
    approveReviews: (productId) => approveReviews(call, productId),
    mailsTo,
    waitForMails: async (email) => {
      for (let look = 0; look < LOOKS_MAX; look += 1) {
        const mails = await mailsTo(email);
        if (mails.length > 0) return mails;
        await setTimeout(LOOK_AGAIN_MS);
      }
      throw new Error(`No mail came to ${email}.`);
    },
  };
}

function callerOf(origin: string, accessToken: string): Caller {
  return async (path, { method = "GET", body, headers = {} } = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return { body: await response.json(), etag: response.headers.get("etag") ?? "" };
  };
}

async function stockGoods(
  { call, setStock }: Pick<Staff, "setStock"> & { readonly call: Caller },
  position: number,
  onHand: number,
): Promise<Goods> {
  const { items } = ProductPage.parse((await call(`/api/v1/products?limit=${PRODUCTS_MAX}&sort=name`)).body);
  const item = items.filter(({ variants }) => variants.length > 1)[position];
  const product = item && Product.parse((await call(`/api/v1/products/${item.id}`)).body);
  const [other, variant] = product?.variants ?? [];
  if (!product || !variant || !other) throw new Error(`There is no product with versions at ${position}.`);
  await setStock(other.id, onHand);
  await setStock(variant.id, onHand);
  return { product, variant, other };
}

async function approveReviews(call: Caller, productId: string): Promise<void> {
  const { body } = await call(`/api/v1/reviews?productId=${productId}&status=pending`);
  for (const { id, version } of ModeratedReviewPage.parse(body).items) {
    await call(`/api/v1/reviews/${id}/moderation`, {
      method: "PUT",
      body: { status: "approved" },
      headers: { "if-match": `"v${version}"` },
    });
  }
}

async function roomsOf(call: Caller, { categorySlug }: ProductItem): Promise<readonly string[]> {
  const { items } = CategoryList.parse((await call("/api/v1/categories")).body);
  const inner = items.find(({ slug }) => slug === categorySlug);
  const outer = items.find(({ id }) => id === inner?.parentId);
  return [outer, inner].flatMap((room) => room?.name ?? []);
}

async function raisePrice(call: Caller, { product, variant }: Goods, byMinor: number): Promise<void> {
  const { body, etag } = await call(`/api/v1/products/${product.id}/edit`);
  const { content } = EditableProduct.parse(body);
  const variants = content.variants.map((version) => {
    const prices = version.prices.map(({ amount, currency }) => ({ amount: amount + byMinor, currency }));
    return version.id === variant.id ? { ...version, prices } : version;
  });
  await call(`/api/v1/products/${product.id}`, {
    method: "PUT",
    body: { ...content, variants },
    headers: { "if-match": etag },
  });
}
