// The cart's gift cards with what each of them pays, and where another one's code is typed or asked about.
import type { Cart } from "@souk/contracts";
import { Button, Icon } from "@souk/ui";
import { useFetcher } from "react-router";
import { moneyText } from "../../lib/currency.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { CodeEntry } from "./code-entry.tsx";
import { FormOrigin } from "./form-origin.tsx";

function GiftCardChip({ cartId, card }: { cartId: string; card: Cart["giftCards"][number] }) {
  const { locale } = useMessages();
  const { codes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>();
  return (
    <fetcher.Form
      method="post"
      action="/cart"
      className="flex items-center justify-between gap-3 text-sm"
      hidden={fetcher.state !== "idle"}
    >
      <FormOrigin cartId={cartId} />
      <input type="hidden" name="intent" value="gift-card-remove" />
      <input type="hidden" name="giftCardId" value={card.id} />
      <span className="min-w-0 wrap-anywhere">
        <span className="figures font-medium">{codes.giftCardName(card.last4)}</span>{" "}
        <span className="text-ink-soft">
          {card.amount.amount > 0
            ? codes.giftCardPays(moneyText(card.amount, locale))
            : codes.giftCardPaysNothing}
        </span>
      </span>
      <button className="grid size-11 shrink-0 place-items-center rounded-md hover:bg-line">
        <Icon name="close" className="size-4" />
        <span className="sr-only">{codes.giftCardRemove(card.last4)}</span>
      </button>
    </fetcher.Form>
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
