// Versions of carts in ETags. A cart's tag begins with its version, because prices and stock change the document without a change of
// the cart, and a condition on a change (If-Match) asks for the version alone.
import { createHash } from "node:crypto";
import type { Cart } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { json, type Answer, type HandlerInput } from "@souk/http";
import type { StoredCart } from "./domain/cart.ts";

const DIGEST_LENGTH = 16;
const TAG = /(?<!W\/)"v([0-9]{1,9})(?:\.[\w-]*)?"/g;

type Headers = HandlerInput<unknown, unknown, unknown, never>["headers"];

/** The cart with its tag. */
export function cartAnswer(cart: Cart, status: 200 | 201 = 200): Answer<Cart> {
  const digest = createHash("sha256").update(JSON.stringify(cart)).digest("base64url");
  return json(cart, { status, etag: `"v${cart.version}.${digest.slice(0, DIGEST_LENGTH)}"` });
}

/** The versions that a request's `If-Match` names; null where it sets no condition. */
export function askedVersions(headers: Headers): readonly number[] | null {
  const ifMatch = headers["if-match"];
  if (ifMatch === undefined || ifMatch.trim() === "*") return null;
  return [...ifMatch.matchAll(TAG)].map(([, version]) => Number(version));
}

export function requireVersion(cart: StoredCart, versions: readonly number[] | null): StoredCart {
  if (versions === null || versions.includes(cart.version)) return cart;
  throw new Refusal("precondition_failed", "version_stale", "This cart was changed in the meantime.", {
    extra: { cartVersion: cart.version },
  });
}
