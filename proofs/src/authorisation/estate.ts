// What one customer owns, made for real, and the strangers who would like to have it.
import { randomUUID } from "node:crypto";
import { type AnyDb, statement } from "@souk/db";
import { aCart, aProduct } from "@souk/testing";
import { z } from "zod";
import { anApiKey, aPerson, aRole, type People, type Person } from "./people.ts";
import type { Stage } from "./stage.ts";

export type Estate = {
  readonly owner: Person;
  /** Ids for the path, by the path before the first of them. */
  readonly pathIds: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Ids by the name of a field, for query and body. */
  readonly fields: Readonly<Record<string, string>>;
  readonly strangers: readonly { readonly name: string; readonly authorization: string | undefined }[];
};

/** Paths whose first id names what is everybody's. What is somebody's own below them goes by who asks, not by an id. */
export const publicPaths: ReadonlySet<string> = new Set(["/products", "/variants", "/wishlist"]);
/** Routes by which people name what is another's: that is what they are for. */
export const meantForOthers: ReadonlySet<string> = new Set([
  "PUT /reviews/:id/helpful",
  "DELETE /reviews/:id/helpful",
  "POST /reviews/:id/reports",
]);

const placed = z.object({ order: z.object({ id: z.string() }), payment: z.object({ id: z.string() }) });
const made = z.object({ id: z.string() });
const kept = z.object({ items: z.tuple([made]) });
const cartBody = z.object({ lines: z.tuple([z.object({ id: z.string() })]) });

export async function gatherEstate(stage: Stage, { administrator }: People): Promise<Estate> {
  // Staff who shop: their key has nothing to do with their own orders.
  const role = await aRole(stage, administrator, ["api_keys:write", "products:read"]);
  const owner = await aPerson(stage, [role], administrator);
  const { key } = await anApiKey(stage, owner, ["products:read"]);
  const goods = await shopping(stage, owner);
  const ways = await signInMethods(stage.shop.db("user"), owner.userId);
  const other = await aPerson(stage, []);
  const colleague = await aPerson(stage, ["catalogue_manager"], administrator);
  return {
    owner,
    pathIds: new Map([
      ["/carts", { id: goods.cartId, lineId: goods.lineId }],
      ["/orders", { id: goods.orderId, invoiceId: goods.invoiceId }],
      ["/payments", { id: goods.paymentId }],
      ["/payment-methods", { id: goods.savedMethodId }],
      ["/reviews", { id: goods.reviewId }],
      ["/users/sessions", { id: owner.sessionId }],
      ["/users/passkeys", { id: ways.passkeyId }],
      ["/users/identities", { id: ways.identityId }],
    ]),
    fields: {
      cartId: goods.cartId,
      orderId: goods.orderId,
      paymentId: goods.paymentId,
      userId: owner.userId,
      customerId: owner.userId,
      sessionId: owner.sessionId,
    },
    strangers: [
      { name: "nobody", authorization: undefined },
      { name: "another customer", authorization: `Bearer ${other.token}` },
      { name: "staff without the permission", authorization: `Bearer ${colleague.token}` },
      { name: "the owner's own API key", authorization: `Bearer ${key}` },
    ],
  };
}

/** A cart that is open, another that was ordered and paid with a card that is kept, and a word about what was in it. */
async function shopping({ shop }: Stage, owner: Person) {
  const { variantId, productId } = await aProduct(shop);
  const lines = [{ variantId }];
  const { cartId } = await aCart(shop, { lines, as: owner });
  const cart = await shop.call("GET", `/carts/${cartId}`, { as: owner });
  const [line] = cartBody.parse(cart.body).lines;
  const ordered = await aCart(shop, { lines, as: owner });
  const answer = await shop.call("POST", "/orders", {
    as: owner,
    key: randomUUID(),
    body: {
      cartId: ordered.cartId,
      expectedTotal: ordered.total,
      payment: { provider: "sandbox", token: "tok_visa", saveMethod: true },
    },
  });
  const methods = await shop.call("GET", "/payment-methods", { as: owner });
  const [{ id: savedMethodId }] = kept.parse(methods.body).items;
  const { order, payment } = placed.parse(answer.body);
  const invoiceId = await shop.until(async () => {
    const invoices = await shop.call("GET", `/orders/${order.id}/invoices`, { as: owner });
    return kept.safeParse(invoices.body).data?.items[0].id;
  });
  const review = await shop.call("POST", `/products/${productId}/reviews`, {
    as: owner,
    body: { rating: 5, title: "Just right", displayName: "Noor A." },
  });
  const { id: reviewId } = made.parse(review.body);
  return {
    cartId,
    lineId: line.id,
    orderId: order.id,
    invoiceId,
    paymentId: payment.id,
    savedMethodId,
    reviewId,
  };
}

const addPasskey = statement<never, [string, string, string]>(
  "proof_add_passkey",
  `insert into passkeys (id, user_id, credential_id, public_key, sign_count, transports, name, created_at)
   values ($1, $2, $3, '\\x00', 0, '{}', 'proof', now())`,
);
const addIdentity = statement<never, [string, string, string]>(
  "proof_add_identity",
  `insert into identities (id, user_id, issuer, subject, provider, label, from_claim, created_at)
   values ($1, $2, 'https://proof.example', $3, 'proof', 'proof', false, now())`,
);

/** Written down without their ceremonies: here it matters only whose they are. */
async function signInMethods(db: AnyDb, userId: string) {
  const passkeyId = randomUUID();
  const identityId = randomUUID();
  await addPasskey.rows(db, [passkeyId, userId, passkeyId]);
  await addIdentity.rows(db, [identityId, userId, identityId]);
  return { passkeyId, identityId };
}
