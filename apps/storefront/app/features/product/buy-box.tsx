// Name, price, options and stock of a product; the form that buys it is handed in.
import type { Product, Variant } from "@souk/contracts";
import { classes, Icon, Price } from "@souk/ui";
import type { ReactNode } from "react";
import { moneyText } from "../../lib/currency.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { OptionPicker } from "./option-picker.tsx";
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

export function BuyBox({
  product,
  variant,
  children,
}: {
  product: Product;
  variant: Variant;
  children: ReactNode;
}) {
  const messages = useMessages();
  return (
    <>
      <h1 className="display-type text-3xl">{product.name}</h1>
      {product.subtitle ? <p className="mt-2 text-lg text-ink-soft">{product.subtitle}</p> : null}
      <p className="mt-5 text-xl">
        <Price
          now={moneyText(variant.price, messages.locale)}
          before={variant.compareAtPrice ? moneyText(variant.compareAtPrice, messages.locale) : undefined}
          nowLabel={messages.product.priceNow}
          beforeLabel={messages.product.priceBefore}
        />
      </p>
      <p className="text-xs text-ink-faint">{messages.product.costs}</p>
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
