// The heart beside a product. For guests it is the way to sign in and back; pressed, it fills before the answer has come.
import { classes, Icon, LiveRegion } from "@souk/ui";
import { Link, useFetcher, useLocation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import type { WishOutcome } from "./wishlist-changes.server.ts";

const looks =
  "grid size-12 place-items-center rounded-full border border-control hover:border-ink hover:bg-sunken";

function Heart({ isFull }: { isFull: boolean }) {
  return <Icon name="heart" className={classes("size-5", isFull && "fill-danger text-danger")} />;
}

type WishButtonProps = {
  readonly variantId: string;
  readonly isSignedIn: boolean;
  readonly isWished: boolean;
};

export function WishButton({ variantId, isSignedIn, isWished }: WishButtonProps) {
  const { wishlist } = useCatalogueMessages();
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<WishOutcome>({ key: `wish-${variantId}` });
  const here = pathname + search;
  if (!isSignedIn)
    return (
      <Link to={`/sign-in?from=${encodeURIComponent(here)}`} className={classes(looks, "shrink-0")}>
        <Heart isFull={false} />
        <span className="sr-only">{wishlist.signInFirst}</span>
      </Link>
    );
  const intent = fetcher.formData?.get("intent");
  const isFull = typeof intent === "string" ? intent === "add" : isWished;
  const said = isFull ? wishlist.added : wishlist.removed;
  return (
    <fetcher.Form method="post" action="/wishlist" className="grid shrink-0 justify-items-end gap-1">
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="from" value={here} />
      <button name="intent" value={isFull ? "remove" : "add"} aria-pressed={isFull} className={looks}>
        <Heart isFull={isFull} />
        <span className="sr-only">{wishlist.add}</span>
      </button>
      {fetcher.data?.error ? (
        <p className="max-w-40 text-end text-xs text-danger">{fetcher.data.error}</p>
      ) : null}
      <LiveRegion>{fetcher.data?.ok ? said : (fetcher.data?.error ?? "")}</LiveRegion>
    </fetcher.Form>
  );
}
