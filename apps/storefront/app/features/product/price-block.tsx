// What a version costs: now, before, the lowest of the 30 days before a reduction, and less each for several.
import type { Variant } from "@souk/contracts";
import { Price } from "@souk/ui";
import { moneyText } from "../../lib/currency.ts";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

function Tiers({ tiers }: { tiers: NonNullable<Variant["quantityPrices"]> }) {
  const { product } = useCatalogueMessages();
  const { locale } = useMessages();
  return (
    <table className="figures mt-4 w-full max-w-xs text-sm">
      <caption className="sr-only">{product.tiers}</caption>
      <thead className="text-start text-ink-faint">
        <tr>
          <th scope="col" className="pb-1 text-start font-normal">
            {product.tierQuantity}
          </th>
          <th scope="col" className="pb-1 text-end font-normal">
            {product.tierPrice}
          </th>
        </tr>
      </thead>
      <tbody>
        {tiers.map(({ minQuantity, price }) => (
          <tr key={minQuantity} className="border-t border-line">
            <th scope="row" className="py-1.5 text-start font-normal">
              {product.tierFrom(minQuantity)}
            </th>
            <td suppressHydrationWarning className="py-1.5 text-end">
              {moneyText(price, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function PriceBlock({ variant }: { variant: Variant }) {
  const { locale, product: words } = useMessages();
  const { product } = useCatalogueMessages();
  const { price, compareAtPrice, lowestPrice30Days, quantityPrices = [] } = variant;
  return (
    <div className="mt-5">
      <p className="text-xl">
        <Price
          now={moneyText(price, locale)}
          before={compareAtPrice ? moneyText(compareAtPrice, locale) : undefined}
          nowLabel={words.priceNow}
          beforeLabel={words.priceBefore}
        />
      </p>
      {lowestPrice30Days ? (
        <p suppressHydrationWarning className="figures text-sm text-ink-soft">
          {product.lowest30Days(moneyText(lowestPrice30Days, locale))}
        </p>
      ) : null}
      <p className="text-xs text-ink-faint">{words.costs}</p>
      {quantityPrices.length === 0 ? null : <Tiers tiers={quantityPrices} />}
    </div>
  );
}
