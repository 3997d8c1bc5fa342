// What changed since things were put into the bag, all of it in one place, with one button to accept it.
import type { Cart, CartLine } from "@souk/contracts";
import { Button, Notice } from "@souk/ui";
import { useFetcher } from "react-router";
import { moneyText, moneyToField } from "../../lib/currency.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { PayingMessages } from "../../messages/en-paying.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import { isBlocked } from "./blocking.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { FormOrigin } from "./form-origin.tsx";

type ChangeWords = { readonly changes: PayingMessages["changes"]; readonly locale: string };

/** A line whose pieces are fewer may cost something else as well. */
export function changeTexts(line: CartLine, { changes, locale }: ChangeWords): readonly string[] {
  const { notice, productName: name, available, unitPrice, addedPrice } = line;
  const prices = { before: moneyText(addedPrice, locale), now: moneyText(unitPrice, locale) };
  const newPrice = addedPrice.amount === unitPrice.amount ? [] : [changes.priceChanged(name, prices)];
  switch (notice) {
    case "price_changed":
      return newPrice;
    case "fewer_left":
      return [changes.fewerLeft(name, available), ...newPrice];
    case "sold_out":
      return [changes.soldOut(name)];
    case "unavailable":
      return [changes.gone];
    case null:
      return [];
  }
}

export function ChangesNotice({ cart }: { cart: Cart }) {
  const { locale } = useMessages();
  const { changes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>({ key: "accept" });
  const texts = cart.lines.flatMap((line) =>
    changeTexts(line, { changes, locale }).map((text, place) => ({ key: `${line.id} ${place}`, text })),
  );
  if (texts.length === 0) return null;
  return (
    <Notice tone="warning" title={changes.title} className="mb-8">
      <ul className="mt-1 grid gap-1 wrap-anywhere">
        {texts.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {isBlocked(cart.lines) ? <p className="mt-2">{changes.effect}</p> : null}
      {fetcher.data?.error ? (
        <p role="alert" className="mt-2 font-medium">
          {fetcher.data.error}
        </p>
      ) : null}
      <fetcher.Form method="post" action="/cart" className="mt-3">
        <FormOrigin cartId={cart.id} />
        <input type="hidden" name="intent" value="accept" />
        <input type="hidden" name="expectedTotal" value={moneyToField(cart.totals.total)} />
        <Button tone="secondary" busy={fetcher.state !== "idle"}>
          {changes.accept}
        </Button>
      </fetcher.Form>
    </Notice>
  );
}
