// What is left on a gift card, for whoever has its code. The code goes in the body of requests only, and is shown to nobody again.
import { isApiProblem } from "@souk/client";
import type { GiftCardBalance } from "@souk/contracts";
import type { z } from "zod";
import type { Shop } from "../../lib/shop.server.ts";
import { afterSaleMessagesFor } from "../../messages/use-after-sale-messages.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";

export type BalanceOutcome =
  | { readonly status: "found"; readonly card: z.infer<typeof GiftCardBalance> }
  | { readonly status: "refused"; readonly message: string; readonly isOfField: boolean };

const CODE_LENGTH_MAX = 40;
const TOO_MANY = 429;
const SERVER_ERROR_MIN = 500;

const refused = (message: string, isOfField = true): BalanceOutcome => ({
  status: "refused",
  message,
  isOfField,
});

export async function findBalance(shop: Shop, form: FormData): Promise<BalanceOutcome> {
  const { giftCard: words } = afterSaleMessagesFor("en");
  const { tooMany, tooManyFor } = accountMessagesFor("en");
  const typed = form.get("code");
  const code = typeof typed === "string" ? typed.trim() : "";
  if (code === "") return refused(words.missing);
  if (code.length > CODE_LENGTH_MAX) return refused(words.unknown);
  try {
    return { status: "found", card: (await shop.api.giftCards.balance(code)).data };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    const { status, retryAfterSeconds } = error;
    if (status === TOO_MANY)
      return refused(retryAfterSeconds === undefined ? tooMany : tooManyFor(retryAfterSeconds), false);
    return status === 0 || status >= SERVER_ERROR_MIN ? refused(words.busy, false) : refused(words.unknown);
  }
}
