// What a mail to somebody who waits says, asked for when it is about to be sent: only then is known whether it is still wanted, and where
// somebody with an account is written to.
import type { Deps } from "../deps.ts";
import { findSubscription, type Subscription } from "./store/subscriptions.ts";

export type BackInStockMail = {
  readonly email: string;
  readonly productName: string;
  readonly variantName: string;
  readonly url: string;
  readonly unsubscribeUrl: string;
};
type Question = { readonly subscriptionId: string; readonly purpose: string };

/** Undefined where there is nothing to say any more. */
export async function backInStockMail(
  deps: Deps,
  { subscriptionId, purpose }: Question,
): Promise<BackInStockMail | undefined> {
  const subscription = await findSubscription(deps.db, subscriptionId);
  const wantedStatus = purpose === "confirm" ? "unconfirmed" : "promised";
  if (subscription?.status !== wantedStatus || !subscription.isOnSale) return undefined;
  const email = await recipientOf(deps, subscription);
  if (email === undefined) return undefined;
  const { productSlug, productName, variantName, token } = subscription;
  const link = (path: string): string => {
    const url = new URL(path, deps.publicUrl());
    url.searchParams.set("token", token);
    return url.href;
  };
  const productUrl = new URL(`/products/${productSlug}`, deps.publicUrl()).href;
  return {
    email,
    productName,
    variantName,
    url: purpose === "confirm" ? link("/back-in-stock/confirm") : productUrl,
    unsubscribeUrl: link("/back-in-stock/unsubscribe"),
  };
}

async function recipientOf(deps: Deps, { email, customerId }: Subscription): Promise<string | undefined> {
  if (email !== null) return email;
  const mailbox = customerId === null ? undefined : await deps.accounts.findMailbox(customerId);
  return mailbox?.isVerified === true ? mailbox.email : undefined;
}
