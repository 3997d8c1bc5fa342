// Puts one of a wished thing into the bag, by the bag's own form.
import { Button, LiveRegion, Notice } from "@souk/ui";
import { useFetcher } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

type BuyOneProps = {
  readonly variantId: string;
  readonly name: string;
};

export function BuyOne({ variantId, name }: BuyOneProps) {
  const { product } = useMessages();
  const { wishlist } = useCatalogueMessages();
  const fetcher = useFetcher<{ readonly ok: boolean; readonly error?: string }>({ key: `buy-${variantId}` });
  const isIdle = fetcher.state === "idle";
  return (
    <fetcher.Form method="post" action="/cart">
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value="1" />
      <Button tone="secondary" busy={!isIdle}>
        {wishlist.addToBag}
      </Button>
      <LiveRegion>{isIdle && fetcher.data?.ok ? product.added(name) : ""}</LiveRegion>
      {isIdle && fetcher.data?.error ? (
        <Notice tone="warning" assertive className="mt-3">
          {fetcher.data.error}
        </Notice>
      ) : null}
    </fetcher.Form>
  );
}
