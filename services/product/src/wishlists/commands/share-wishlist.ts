// A customer shares their wishlist: whoever has the token reads it. Shared again it keeps its token.
import { randomBytes } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { insertShareToken } from "../store/wishlists.ts";

/** 192 bits, 32 characters: nobody guesses it. */
const TOKEN_BYTES = 24;

export async function shareWishlist(deps: Deps, customerId: string): Promise<string> {
  const shareToken = randomBytes(TOKEN_BYTES).toString("base64url");
  return insertShareToken(deps.db, { customerId, shareToken });
}
