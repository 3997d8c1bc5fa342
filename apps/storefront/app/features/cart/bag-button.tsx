// The bag in the header, with how many things are in it. A link without JavaScript, a sheet with it.
import type { Cart } from "@souk/contracts";
import { Icon } from "@souk/ui";
import { Link } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { useBagQuantity } from "./bag-quantity.ts";
import { useBagSheet } from "./bag-sheet-context.ts";

export function BagButton({ cart }: { cart: Cart | null }) {
  const { header } = useMessages();
  const quantity = useBagQuantity(cart);
  const { show } = useBagSheet();
  return (
    <Link
      to="/cart"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        show();
      }}
      className="relative grid size-12 place-items-center rounded-md hover:bg-sunken"
    >
      <Icon name="bag" />
      <span className="sr-only">{header.bag(quantity)}</span>
      {quantity > 0 ? (
        <span
          key={quantity}
          aria-hidden="true"
          className="count-pop figures absolute end-0.5 top-1 grid h-5 min-w-5 place-items-center rounded-full bg-saffron px-1 text-[0.6875rem] font-semibold text-saffron-ink"
        >
          {quantity}
        </span>
      ) : null}
    </Link>
  );
}
