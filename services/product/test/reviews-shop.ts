// The shop of the tests of reviews, wishlists and of those who wait: with neighbours that say what a test needs.
import { randomUUID } from "node:crypto";
import type { OwnReview, Product, ReviewBody } from "@souk/contracts";
import { etagOf } from "@souk/http";
import { startTestShop, type CallAnswer, type Person, type TestShop } from "@souk/testing";
import type { z } from "zod";
import { createProductService } from "../src/app.ts";
import { createNeighbours, type Neighbours } from "./neighbours.ts";
import { aProduct, type NewProduct } from "./product-shop.ts";

export type NewReview = z.input<typeof ReviewBody>;

export type ReviewsShop = {
  readonly shop: TestShop;
  readonly manager: Person;
  readonly moderator: Person;
  readonly neighbours: Neighbours;
  readonly create: (changes?: Partial<NewProduct>) => Promise<Product>;
  readonly setStock: (variantId: string, onHand: number) => Promise<void>;
  /** Takes the product off the shop. */
  readonly archive: (product: Pick<Product, "id">) => Promise<void>;
};

export async function startReviewsShop(): Promise<ReviewsShop> {
  const neighbours = createNeighbours();
  const shop = await startTestShop({ services: [createProductService(), ...neighbours.modules] });
  const manager = await shop.staff(["products:read", "products:write", "stock:read", "stock:write"]);
  const expect = async (answer: Promise<CallAnswer>, status: number): Promise<CallAnswer> => {
    const found = await answer;
    if (found.status !== status) throw new Error(`Not ${status}: ${found.text}`);
    return found;
  };
  return {
    shop,
    manager,
    moderator: await shop.staff(["reviews:write"]),
    neighbours,
    create: async (changes) => {
      const made = shop.call("POST", "/products", { as: manager, body: aProduct(changes) });
      return (await expect(made, 201)).body;
    },
    setStock: async (variantId, onHand) => {
      await expect(shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand } }), 200);
    },
    archive: async ({ id }) => {
      const headers = { "if-match": "*" };
      await expect(shop.call("DELETE", `/products/${id}`, { as: manager, headers }), 204);
    },
  };
}

export function aReview(changes: Partial<NewReview> = {}): NewReview {
  const tail = randomUUID().slice(0, 8);
  return {
    rating: 4,
    title: `Sturdy ${tail}`,
    text: "It does what it should.",
    displayName: "Leyla D.",
    ...changes,
  };
}

/** What a test does with reviews again and again. */
export function reviewing({ shop, moderator }: ReviewsShop) {
  const submit = (productId: string, as: Person, changes: Partial<NewReview> = {}) =>
    shop.call("POST", `/products/${productId}/reviews`, { as, body: aReview(changes) });
  const moderate = ({ id, version }: Pick<OwnReview, "id" | "version">, status: string, reason?: string) =>
    shop.call("PUT", `/reviews/${id}/moderation`, {
      as: moderator,
      body: { status, ...(reason !== undefined && { reason }) },
      headers: { "if-match": etagOf(version) },
    });
  const approved = async (
    productId: string,
    changes: Partial<NewReview> = {},
    as?: Person,
  ): Promise<OwnReview> => {
    const { body } = await submit(productId, as ?? (await shop.customer()), changes);
    const decided = await moderate(body, "approved");
    if (decided.status !== 200) throw new Error(`Not approved: ${decided.text}`);
    return decided.body;
  };
  const list = (productId: string, query = "") => shop.call("GET", `/products/${productId}/reviews${query}`);
  return { submit, moderate, approved, list };
}
