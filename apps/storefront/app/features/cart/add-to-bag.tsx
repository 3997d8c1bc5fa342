// The form that puts a version of a product into the bag. Without JavaScript it leads to the bag; with it the bag's sheet opens.
import type { Variant } from "@souk/contracts";
import { Button, Icon, LiveRegion, Notice } from "@souk/ui";
import { useEffect } from "react";
import { useFetcher } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { useBagSheet } from "./bag-sheet-context.ts";

const CHOICES_MAX = 10;

function QuantityChoice({ max }: { max: number }) {
  const { product } = useMessages();
  return (
    <div className="relative shrink-0">
      <label htmlFor="add-quantity" className="sr-only">
        {product.quantity}
      </label>
      <select
        id="add-quantity"
        name="quantity"
        className="figures min-h-14 w-20 appearance-none rounded-md border border-control bg-raised ps-4 pe-9 hover:border-ink"
      >
        {Array.from({ length: max }, (_, index) => (
          <option key={index + 1}>{index + 1}</option>
        ))}
      </select>
      <Icon
        name="chevron-down"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-soft"
      />
    </div>
  );
}

export function AddToBag({ variant, productName }: { variant: Variant; productName: string }) {
  const { product } = useMessages();
  const { show } = useBagSheet();
  const fetcher = useFetcher<CartOutcome>();
  const isAdding = fetcher.state !== "idle";
  const isAdded = fetcher.state === "idle" && fetcher.data?.ok === true;
  useEffect(() => {
    if (isAdded) show();
  }, [isAdded, show]);

  return (
    <fetcher.Form method="post" action="/cart">
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="variantId" value={variant.id} />
      <div className="flex gap-3">
        <QuantityChoice key={variant.id} max={Math.min(variant.available, CHOICES_MAX)} />
        <Button busy={isAdding} size="large" className="grow">
          {isAdding ? product.adding : product.add}
        </Button>
      </div>
      <LiveRegion>{isAdded ? product.added(productName) : ""}</LiveRegion>
      {fetcher.data?.error ? (
        <Notice tone="warning" assertive className="mt-3">
          {fetcher.data.error}
        </Notice>
      ) : null}
    </fetcher.Form>
  );
}
