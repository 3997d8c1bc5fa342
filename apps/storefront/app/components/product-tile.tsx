// A product in a list: what it is called, what it costs, and the one thing worth knowing before opening it.
import { tilePicture, type Tile } from "../lib/tile.ts";
import { Badge, Price, ProductCard } from "@souk/ui";
import { useViewTransitionState } from "react-router";
import { moneyText } from "../lib/currency.ts";
import type { Messages } from "../messages/en.ts";
import { useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { RatingLine } from "./rating-line.tsx";

const FEW_MAX = 3;

/** One badge at most: what keeps a visitor from buying comes first. */
export function badgeOf(
  { available, compareAtPrice, isNew }: Pick<Tile, "available" | "compareAtPrice" | "isNew">,
  { product }: Messages,
) {
  if (available <= 0) return { tone: "neutral", text: product.soldOut } as const;
  if (compareAtPrice) return { tone: "accent", text: product.sale } as const;
  if (available <= FEW_MAX) return { tone: "neutral", text: product.fewLeft(available) } as const;
  if (isNew) return { tone: "neutral", text: product.isNew } as const;
  return undefined;
}

/** "From" only where the versions really differ in price. */
export function priceText(
  { price, hasPriceRange }: Pick<Tile, "price" | "hasPriceRange">,
  messages: Messages,
): string {
  const text = moneyText(price, messages.locale);
  return hasPriceRange ? messages.product.from(text) : text;
}

/** What belongs to a price: the lowest of late where it is reduced; what others think of the thing. */
function TileFacts({ item: { compareAtPrice, lowestPrice, rating } }: { item: Tile }) {
  const { locale } = useMessages();
  const { product } = useCatalogueMessages();
  return (
    <>
      {compareAtPrice && lowestPrice ? (
        <span suppressHydrationWarning className="figures block text-xs text-ink-faint">
          {product.lowest30DaysShort(moneyText(lowestPrice, locale))}
        </span>
      ) : null}
      {rating ? (
        <span className="mt-1 block">
          <RatingLine rating={rating} isShort />
        </span>
      ) : null}
    </>
  );
}

type ProductTileProps = {
  readonly item: Tile;
  readonly sizes: string;
  readonly eager?: boolean;
  readonly headingLevel?: 2 | 3;
  /** Whether its picture travels to the product's page. Where a large picture stands already, two would be one too many. */
  readonly travels?: boolean;
};

export function ProductTile({
  item,
  sizes,
  eager = false,
  headingLevel = 3,
  travels = true,
}: ProductTileProps) {
  const messages = useMessages();
  const href = `/products/${item.slug}`;
  const isTravelling = useViewTransitionState(href) && travels;
  const badge = badgeOf(item, messages);
  return (
    <ProductCard
      href={href}
      name={item.name}
      detail={item.subtitle}
      price={
        <>
          <Price
            now={priceText(item, messages)}
            before={item.compareAtPrice ? moneyText(item.compareAtPrice, messages.locale) : undefined}
            nowLabel={messages.product.priceNow}
            beforeLabel={messages.product.priceBefore}
          />
          <TileFacts item={item} />
        </>
      }
      badge={badge ? <Badge tone={badge.tone}>{badge.text}</Badge> : null}
      picture={tilePicture(item)}
      sizes={sizes}
      eager={eager}
      headingLevel={headingLevel}
      pictureClassName={isTravelling ? "product-stage" : undefined}
    />
  );
}
