// A list of products that grows: "Show more" is a link to the next page, and with JavaScript adds that page below this one.
import { buttonClasses, Icon, LiveRegion, Skeleton } from "@souk/ui";
import { useState } from "react";
import { Link, useFetcher, useLocation } from "react-router";
import { ProductTile } from "../../components/product-tile.tsx";
import type { Tile } from "../../lib/tile.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { withCursor } from "./filter-query.ts";

export type ProductPageData = { readonly items: readonly Tile[]; readonly nextCursor: string | null };

const EAGER_TILES = 4;
const SKELETON_TILES = 3;
const SIZES = "(min-width: 66rem) 24vw, (min-width: 52rem) 31vw, 48vw";
export const gridClasses = "grid grid-cols-2 gap-x-4 gap-y-10 md:grid-cols-3 md:gap-x-6 lg:gap-y-14";

function SkeletonTiles() {
  return Array.from({ length: SKELETON_TILES }, (_, index) => (
    <li key={index}>
      <Skeleton className="aspect-4/5 w-full" />
      <Skeleton className="mt-3.5 h-4 w-3/4" />
      <Skeleton className="mt-2 h-4 w-1/3" />
    </li>
  ));
}

/** The pages that were added to the first one. The caller gives a new `key` when the first page changes. */
function useFurtherPages(first: ProductPageData) {
  const fetcher = useFetcher<{ page: ProductPageData }>();
  const [pages, setPages] = useState<readonly ProductPageData[]>([first]);
  const arrived = fetcher.state === "idle" ? fetcher.data?.page : undefined;
  if (arrived && !pages.includes(arrived)) setPages([...pages, arrived]);
  return { pages, isLoading: fetcher.state !== "idle", load: fetcher.load };
}

export function ProductGrid({ first }: { first: ProductPageData }) {
  const { catalogue } = useMessages();
  const { pathname, search } = useLocation();
  const { pages, isLoading, load } = useFurtherPages(first);
  const nextCursor = pages.at(-1)?.nextCursor ?? null;
  const next = pathname + withCursor(search, nextCursor);
  return (
    <>
      <ul className={gridClasses}>
        {pages.flatMap((page, pageIndex) =>
          page.items.map((item, index) => (
            <li key={item.id}>
              <ProductTile
                item={item}
                sizes={SIZES}
                headingLevel={2}
                eager={pageIndex === 0 && index < EAGER_TILES}
              />
            </li>
          )),
        )}
        {isLoading ? <SkeletonTiles /> : null}
      </ul>
      <LiveRegion>{pages.length > 1 ? catalogue.loadedMore(pages.at(-1)?.items.length ?? 0) : ""}</LiveRegion>
      <p className="mt-14 flex flex-wrap justify-center gap-3">
        {new URLSearchParams(search).has("cursor") ? (
          <Link to={pathname + withCursor(search, null)} className={buttonClasses({ tone: "secondary" })}>
            <Icon name="arrow-start" className="size-4" />
            {catalogue.backToStart}
          </Link>
        ) : null}
        {nextCursor === null ? null : (
          <Link
            to={next}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              void load(next);
            }}
            className={buttonClasses({ tone: "secondary", className: "min-w-48" })}
          >
            {catalogue.showMore}
          </Link>
        )}
      </p>
    </>
  );
}
