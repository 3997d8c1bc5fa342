// What staff give away: discount codes, gift cards, store credit.
import { GiftCardPage, IssuedGiftCard, Promotion, UserPage } from "@souk/contracts";
import { randomUUID } from "node:crypto";
import type { Staff } from "./staff.ts";

type Amount = { readonly amount: number; readonly currency: string };

/** A code that takes off so many hundredths of a percent. */
export async function offerCoupon(
  { call }: Staff,
  { code, basisPoints }: { readonly code: string; readonly basisPoints: number },
): Promise<void> {
  const content = { name: `Code ${code}`, couponCode: code, action: { type: "percent", basisPoints } };
  const { body, etag } = await call("/api/v1/promotions", { method: "POST", body: content });
  const { id } = Promotion.parse(body);
  await call(`/api/v1/promotions/${id}/activate`, { method: "POST", headers: { "if-match": etag } });
}

/** The card's code. */
export async function issueGiftCard({ call }: Staff, amount: Amount): Promise<string> {
  const { body } = await call("/api/v1/gift-cards", { method: "POST", body: { amount } });
  return IssuedGiftCard.parse(body).code;
}

/** The card pays nobody any more. */
export async function disableGiftCard({ call }: Staff, code: string): Promise<void> {
  const { body } = await call(`/api/v1/gift-cards?last4=${code.slice(-4)}`);
  for (const { id } of GiftCardPage.parse(body).items) {
    const { etag } = await call(`/api/v1/gift-cards/${id}`);
    const body = { status: "disabled" };
    await call(`/api/v1/gift-cards/${id}`, { method: "PATCH", body, headers: { "if-match": etag } });
  }
}

export async function grantCredit(
  { call }: Staff,
  { email, amount }: { readonly email: string; readonly amount: Amount },
): Promise<void> {
  const { body } = await call(`/api/v1/users?q=${encodeURIComponent(email)}`);
  const [customer] = UserPage.parse(body).items;
  if (!customer) throw new Error(`${email} has no account.`);
  await call(`/api/v1/customers/${customer.id}/store-credit`, {
    method: "POST",
    body: { amount, reason: "for a journey" },
    headers: { "idempotency-key": randomUUID() },
  });
}
