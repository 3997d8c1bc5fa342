// The things on a wishlist, and the way to the older ones.
import type { WishlistItem } from "@souk/contracts";
import { ButtonLink } from "@souk/ui";
import { useLocation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { WishRow } from "./wish-row.tsx";

type WishListProps = {
  readonly items: readonly WishlistItem[];
  readonly nextCursor: string | null;
  readonly isOwn: boolean;
};

export function WishList({ items, nextCursor, isOwn }: WishListProps) {
  const { wishlist } = useCatalogueMessages();
  const { pathname } = useLocation();
  return (
    <>
      <ul>
        {items.map((item) => (
          <WishRow key={item.variantId} item={item} isOwn={isOwn} />
        ))}
      </ul>
      {nextCursor === null ? null : (
        <p className="mt-6">
          <ButtonLink href={`${pathname}?cursor=${encodeURIComponent(nextCursor)}`} tone="secondary">
            {wishlist.showMore}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
