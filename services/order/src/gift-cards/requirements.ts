// What staff may not ask for when they give credit.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";

export async function requireCurrencyOffered(deps: Deps, currency: string): Promise<void> {
  const { currencies } = await deps.settings.settings();
  if (currencies.includes(currency)) return;
  throw new Refusal("unprocessable", "currency_not_offered", "The shop does not sell in this currency.", {
    fields: [
      {
        pointer: "/amount/currency",
        code: "not_offered",
        message: `must be one of ${currencies.join(", ")}`,
      },
    ],
  });
}

export function requireFuture(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt > now) return;
  throw new Refusal("unprocessable", "expiry_past", "A gift card cannot expire before now.", {
    fields: [{ pointer: "/expiresAt", code: "past", message: "must be in the future" }],
  });
}

export function giftCardNotFound(): Refusal {
  return new Refusal("not_found", "gift_card_not_found", "There is no such gift card.");
}
