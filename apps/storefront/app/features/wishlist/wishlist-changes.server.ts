// What a customer can do to their wishlist, from the form's fields to the API.
import { isApiProblem, type ApiClient } from "@souk/client";
import { catalogueMessagesFor } from "../../messages/use-catalogue-messages.ts";

export type WishOutcome = { readonly ok: boolean; readonly error?: string };

const SERVER_ERROR_MIN = 500;
const SIGNED_OUT = 401;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

async function change({ wishlist }: ApiClient, form: FormData): Promise<void> {
  const variantId = textOf(form, "variantId");
  switch (textOf(form, "intent")) {
    case "add":
      await wishlist.add(variantId);
      return;
    case "remove":
      await wishlist.remove(variantId);
      return;
    case "share":
      await wishlist.share();
      return;
    case "unshare":
      await wishlist.unshare();
      return;
    default:
      return;
  }
}

/** Does the change that a form asks for. What the customer can do something about comes back as words; that they must sign in goes up. */
export async function changeWishlist(api: ApiClient, form: FormData): Promise<WishOutcome> {
  try {
    await change(api, form);
    return { ok: true };
  } catch (error) {
    if (!isApiProblem(error) || error.status >= SERVER_ERROR_MIN || error.status === SIGNED_OUT) throw error;
    const { wishlist: words, backInStock } = catalogueMessagesFor("en");
    const texts: Readonly<Record<string, string>> = {
      wishlist_full: words.full,
      variant_not_found: backInStock.gone,
    };
    return { ok: false, error: texts[error.code] ?? words.failed };
  }
}
