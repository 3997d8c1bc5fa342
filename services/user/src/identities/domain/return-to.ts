// Where somebody may be sent after signing in: a page of the shop, and never another site (RFC 9700, section 4.11).
import { Refusal } from "@souk/errors";

/** Stands for the shop: what leaves it is no path of the shop. */
const SHOP = "https://shop.invalid";
/** Browsers drop some of these inside an address, so that "/\t/evil" would become "//evil". */
const CONTROL_CHARACTERS = /\p{Cc}/u;

/** Gives the path back; refuses what a browser could understand as an address elsewhere. */
export function requirePathOfShop(returnTo: string): string {
  if (isPathOfShop(returnTo)) return returnTo;
  throw new Refusal(
    "invalid",
    "return_to_invalid",
    "After signing in one can only go to a page of the shop.",
    {
      fields: [
        { pointer: "/returnTo", code: "invalid", message: "must be a path of the shop, such as /account" },
      ],
    },
  );
}

function isPathOfShop(text: string): boolean {
  if (!text.startsWith("/") || text.includes("\\") || CONTROL_CHARACTERS.test(text)) return false;
  return URL.parse(text, SHOP)?.origin === SHOP;
}
