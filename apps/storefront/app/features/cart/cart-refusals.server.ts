// What the API says no to, in words beside the field or the thing that it is about.
import { isApiProblem, type ApiProblem } from "@souk/client";
import type { GiftCardBalance } from "@souk/contracts";
import type { z } from "zod";
import { moneyText } from "../../lib/currency.ts";
import { dateText } from "../../lib/dates.ts";
import type { Messages } from "../../messages/en.ts";
import { messagesFor } from "../../messages/use-messages.ts";
import { payingMessagesFor } from "../../messages/use-paying-messages.ts";

export type CartOutcome = {
  readonly ok: boolean;
  readonly error?: string;
  readonly couponError?: string;
  readonly giftCardError?: string;
  /** What is left on a gift card that was asked about. */
  readonly giftCardBalance?: string;
};

const NOT_FOUND = 404;
const UNPROCESSABLE = 422;
const TOO_MANY_REQUESTS = 429;
const SERVER_FAULT_MIN = 500;
const TOO_MANY_PIECES = new Set(["sold_out", "quantity_too_large"]);
/** The cart is not what the page shows: somebody ordered, merged or changed it. */
const CHANGED_ELSEWHERE = new Set([
  "cart_line_not_found",
  "cart_ordered",
  "cart_merged",
  "cart_not_found",
  "cart_busy",
]);

const codes = () => payingMessagesFor("en").codes;

export function balanceText({ last4, balance, expiresAt }: z.infer<typeof GiftCardBalance>): string {
  const { dateLocale } = messagesFor("en");
  const { giftCardLeft, giftCardLeftUntil } = codes();
  const left = moneyText(balance);
  return expiresAt === null
    ? giftCardLeft(last4, left)
    : giftCardLeftUntil(last4, left, dateText(expiresAt, dateLocale));
}

/** The reason that the API gives for the code that was typed; it is the one field that is refused. */
function codeRefusal(problem: ApiProblem, kind: "coupon" | "giftCard", messages: Messages): string {
  const words = codes();
  const [reasons, otherwise] =
    kind === "coupon"
      ? [words.couponReasons, words.couponWrong]
      : [words.giftCardReasons, words.giftCardWrong];
  if (problem.status === TOO_MANY_REQUESTS) return words.tooManyTries;
  if (problem.status === 0 || problem.status >= SERVER_FAULT_MIN) return messages.cart.failed;
  if (problem.code === "gift_card_unknown") return reasons["unknown"] ?? otherwise;
  const [field] = problem.errors;
  if (field && /^\/\w+$/.test(field.pointer)) return words.tooMany; // About the list, not about one code in it.
  return (field && reasons[field.code]) ?? otherwise;
}

/** Words for a refusal; anything that is not one goes up. */
export function refusalOf(error: unknown, intent: string, messages: Messages): CartOutcome {
  if (!isApiProblem(error)) throw error;
  const { elsewhere, changes } = payingMessagesFor("en");
  if (intent === "coupon") return { ok: false, couponError: codeRefusal(error, "coupon", messages) };
  if (intent === "gift-card" || intent === "gift-card-balance")
    return { ok: false, giftCardError: codeRefusal(error, "giftCard", messages) };
  if (error.code === "price_changed") return { ok: false, error: changes.again };
  if (CHANGED_ELSEWHERE.has(error.code)) return { ok: false, error: elsewhere.changed };
  if (TOO_MANY_PIECES.has(error.code)) return { ok: false, error: messages.cart.notEnough };
  if (error.status === NOT_FOUND || error.status === UNPROCESSABLE)
    return { ok: false, error: messages.cart.unknownVariant };
  return { ok: false, error: messages.cart.failed };
}
