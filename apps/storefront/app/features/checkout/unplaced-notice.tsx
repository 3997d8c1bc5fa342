// What a placing that did not work tells the shopper: what changed, with both amounts, or what to do next.
import type { Cart } from "@souk/contracts";
import { Notice } from "@souk/ui";
import { moneyText } from "../../lib/currency.ts";
import type { PayingMessages } from "../../messages/en-paying.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { PlaceOutcome } from "./place-order.server.ts";
import type { QuoteChange } from "./quote-changes.ts";

/** What sold out, is missing or is elsewhere is shown on other pages. */
export type Unplaced = Exclude<PlaceOutcome, { status: "placed" | "sold_out" | "incomplete" | "elsewhere" }>;

function stepName({ step, name }: QuoteChange, { quote, codes }: PayingMessages): string {
  if (step === "line") return name ?? quote.goods;
  if (step === "giftCard") return name === null ? quote.giftCard : codes.giftCardName(name);
  return quote[step];
}

function ChangedSteps({ changes }: { changes: readonly QuoteChange[] }) {
  const { locale } = useMessages();
  const words = usePayingMessages();
  const { quote } = words;
  if (changes.length === 0) return null;
  return (
    <ul aria-label={quote.title} className="mt-3 grid gap-1">
      {changes.map((change) => {
        const name = stepName(change, words);
        const [before, now] = [moneyText(change.before, locale), moneyText(change.now, locale)];
        return (
          <li key={`${change.step} ${name}`} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <span aria-hidden="true" className="figures ms-auto">
              {quote.step(before, now)}
            </span>
            <span className="sr-only">{quote.stepRead(before, now)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function RefusedCoupons({ coupons }: { coupons: Cart["refusedCoupons"] }) {
  const { codes } = usePayingMessages();
  return coupons.map(({ code, reason }) => (
    <p key={code} className="mt-2 wrap-anywhere">
      {`${code}: ${codes.couponReasons[reason] ?? codes.couponWrong}`}
    </p>
  ));
}

function useTexts(outcome: Unplaced): readonly [title: string, text: string] {
  const { locale } = useMessages();
  const { payment } = useCheckoutMessages();
  const { ways } = usePayingMessages();
  switch (outcome.status) {
    case "price_changed": {
      const now = moneyText(outcome.now, locale);
      const before = outcome.before ? moneyText(outcome.before, locale) : now;
      return [payment.priceChangedTitle, payment.priceChanged(before, now)];
    }
    case "too_many_attempts": {
      const { retryAfterMinutes: minutes } = outcome;
      return [ways.tooManyTitle, minutes === null ? ways.tooMany : ways.tooManyWait(minutes)];
    }
    case "unknown":
      return [payment.unknownTitle, payment.unknown];
    case "refused":
      return [payment.refusedTitle, payment.refused];
  }
}

/** The bag was changed on this page since: what changed before that is old news. */
export const isOldNews = (outcome: Unplaced, { amountDue }: Pick<Cart, "amountDue">): boolean =>
  outcome.status === "price_changed" && outcome.now.amount !== amountDue.amount;

export function UnplacedNotice({ outcome, cart }: { outcome: Unplaced; cart: Cart }) {
  const [title, text] = useTexts(outcome);
  return (
    <Notice tone="warning" title={title} assertive className="mb-8">
      <p>{text}</p>
      {outcome.status === "price_changed" ? (
        <>
          <ChangedSteps changes={outcome.changes} />
          <RefusedCoupons coupons={cart.refusedCoupons} />
        </>
      ) : null}
    </Notice>
  );
}
