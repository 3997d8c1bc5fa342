// Name, price, options and stock of a product; the form that buys it is handed in.
import type { Product, Variant } from "@souk/contracts";
import { classes, Icon } from "@souk/ui";
import type { ReactNode } from "react";
import { RatingLine } from "../../components/rating-line.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { OptionPicker } from "./option-picker.tsx";
import { PriceBlock } from "./price-block.tsx";
import { optionChoices } from "./variants.ts";

const FEW_MAX = 5;

function StockLine({ available }: { available: number }) {
  const { product } = useMessages();
  const isScarce = available <= FEW_MAX;
  return (
    <p className={classes("flex items-center gap-2 text-sm", isScarce ? "text-warning" : "text-success")}>
      <Icon name={isScarce ? "clock" : "check"} className="size-4 shrink-0" />
      {isScarce ? product.fewLeft(available) : product.inStock}
    </p>
  );
}

type BuyBoxProps = {
  readonly product: Product;
  readonly variant: Variant;
  /** Stands beside the name: the way onto the wishlist. */
  readonly wish: ReactNode;
  readonly children: ReactNode;
};

export function BuyBox({ product, variant, wish, children }: BuyBoxProps) {
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <h1 className="display-type text-3xl">{product.name}</h1>
        {wish}
      </div>
      {product.subtitle ? <p className="mt-2 text-lg text-ink-soft">{product.subtitle}</p> : null}
      {product.rating ? (
        <a
          href="#reviews"
          className="mt-2 inline-flex min-h-11 items-center underline-offset-4 hover:underline"
        >
          <RatingLine rating={product.rating} />
        </a>
      ) : null}
      <PriceBlock variant={variant} />
      <div className="mt-7 grid gap-6">
        <OptionPicker choices={optionChoices(product, variant)} />
        <div className="grid gap-3.5">
          {children}
          {variant.available > 0 ? <StockLine available={variant.available} /> : null}
        </div>
      </div>
    </>
  );
}
