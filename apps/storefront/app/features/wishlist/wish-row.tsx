// One thing on a wishlist: as it is today, with what can be done about it.
import type { WishlistItem } from "@souk/contracts";
import { Badge, BareLink, Button, buttonClasses, Picture } from "@souk/ui";
import { useFetcher } from "react-router";
import { Money } from "../../components/money.tsx";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { BuyOne } from "./buy-one.tsx";

type WishRowProps = {
  readonly item: WishlistItem;
  /** Only its owner takes things off a list. */
  readonly isOwn: boolean;
};

function RemoveButton({ item }: { item: WishlistItem }) {
  const { wishlist } = useCatalogueMessages();
  const fetcher = useFetcher({ key: `wish-${item.variantId}` });
  return (
    <fetcher.Form method="post" action="/wishlist">
      <input type="hidden" name="variantId" value={item.variantId} />
      <input type="hidden" name="from" value="/wishlist" />
      <Button name="intent" value="remove" tone="quiet" busy={fetcher.state !== "idle"} className="-ms-2">
        <span>
          {wishlist.remove} <span className="sr-only">{item.productName}</span>
        </span>
      </Button>
    </fetcher.Form>
  );
}

function State({ item }: { item: WishlistItem }) {
  const { wishlist } = useCatalogueMessages();
  if (item.status === "gone") return <Badge>{wishlist.gone}</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {item.price ? <Money value={item.price} /> : <span className="text-ink-faint">{wishlist.noPrice}</span>}
      {item.status === "sold_out" ? <Badge>{wishlist.soldOut}</Badge> : null}
    </span>
  );
}

export function WishRow({ item, isOwn }: WishRowProps) {
  const { wishlist } = useCatalogueMessages();
  const href =
    item.productSlug === null ? undefined : `/products/${item.productSlug}?variant=${item.variantId}`;
  const picture = <Picture source={item.image} sizes="8rem" decorative />;
  return (
    <li className="grid grid-cols-[6rem_1fr] gap-x-5 border-t border-line py-5 first:border-t-0 sm:grid-cols-[8rem_1fr]">
      {href ? (
        <BareLink href={href} aria-label={item.productName}>
          {picture}
        </BareLink>
      ) : (
        <div className="opacity-60">{picture}</div>
      )}
      <div className="flex min-w-0 flex-col gap-1">
        <h2 className="font-medium">
          {href ? (
            <BareLink href={href} className="underline-offset-4 hover:underline">
              {item.productName}
            </BareLink>
          ) : (
            item.productName
          )}
        </h2>
        {item.variantName ? <p className="text-sm text-ink-faint">{item.variantName}</p> : null}
        <p className="text-sm">
          <State item={item} />
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2">
          {item.status === "available" && item.price ? (
            <BuyOne variantId={item.variantId} name={item.productName} />
          ) : null}
          {item.status === "sold_out" && href ? (
            <BareLink href={href} className={buttonClasses({ tone: "secondary" })}>
              {wishlist.tellMe}
            </BareLink>
          ) : null}
          {isOwn ? <RemoveButton item={item} /> : null}
        </div>
      </div>
    </li>
  );
}
