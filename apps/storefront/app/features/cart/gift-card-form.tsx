// The cart's gift cards with what each of them pays, and where another one's code is typed or asked about.
import type { Cart } from "@souk/contracts";
import { Button } from "@souk/ui";
import { useFetcher } from "react-router";
import { moneyText } from "../../lib/currency.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import { AppliedCode } from "./applied-code.tsx";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { CodeEntry } from "./code-entry.tsx";

function GiftCardChip({ cartId, card }: { cartId: string; card: Cart["giftCards"][number] }) {
  const { locale } = useMessages();
  const { codes } = usePayingMessages();
  const { id, last4, amount } = card;
  return (
    <AppliedCode
      cartId={cartId}
      intent="gift-card-remove"
      field={{ name: "giftCardId", value: id }}
      removeLabel={codes.giftCardRemove(last4)}
    >
      <span className="figures font-medium">{codes.giftCardName(last4)}</span>{" "}
      <span className="text-ink-soft">
        {amount.amount > 0 ? codes.giftCardPays(moneyText(amount, locale)) : codes.giftCardPaysNothing}
      </span>
    </AppliedCode>
  );
}

type GiftCardFormProps = {
  readonly cart: Pick<Cart, "id" | "giftCards">;
  readonly outcome: CartOutcome | undefined;
};

export function GiftCardForm({ cart, outcome }: GiftCardFormProps) {
  const { codes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>({ key: "gift-card" });
  const { giftCardError, giftCardBalance } = fetcher.data ?? outcome ?? { ok: true };
  return (
    <>
      {cart.giftCards.map((card) => (
        <GiftCardChip key={card.id} cartId={cart.id} card={card} />
      ))}
      <CodeEntry
        fetcher={fetcher}
        cartId={cart.id}
        intent="gift-card"
        field={{ name: "giftCardCode", label: codes.giftCard, hint: codes.giftCardHint }}
        question={codes.giftCardAsk}
        error={giftCardError}
        news={giftCardBalance}
        round={cart.giftCards.length}
        more={
          <Button name="intent" value="gift-card-balance" tone="quiet">
            {codes.giftCardBalance}
          </Button>
        }
      />
    </>
  );
}
