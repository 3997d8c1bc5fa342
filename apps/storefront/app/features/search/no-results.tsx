// Nothing was found: why that may be, rooms with plenty in them, and what others look at.
import { BareLink } from "@souk/ui";
import { ProductTile } from "../../components/product-tile.tsx";
import type { Tile } from "../../lib/tile.ts";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

const SIZES = "(min-width: 66rem) 23vw, 48vw";

export type HelpFacts = {
  readonly categories: readonly { readonly slug: string; readonly name: string; readonly count: number }[];
  readonly products: readonly Tile[];
};

export function NoResults({ query, help }: { query: string; help: HelpFacts }) {
  const { search } = useMessages();
  const words = useCatalogueMessages().search;
  return (
    <div className="pt-12 lg:pt-16">
      <h2 className="display-type text-2xl">{search.nothing(query)}</h2>
      <p className="mt-2 max-w-prose text-ink-soft">{search.nothingHint}</p>
      {help.categories.length === 0 ? null : (
        <nav aria-label={words.helpRooms} className="mt-6">
          <ul className="flex flex-wrap gap-2">
            {help.categories.map(({ slug, name, count }) => (
              <li key={slug}>
                <BareLink
                  href={`/categories/${slug}`}
                  className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line px-4 text-sm hover:border-ink"
                >
                  {name} <span className="figures text-ink-faint">{count}</span>
                </BareLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {help.products.length === 0 ? null : (
        <section aria-labelledby="help-products" className="mt-16">
          <h2 id="help-products" className="display-type mb-6 text-xl">
            {words.helpProducts}
          </h2>
          <ul className="grid grid-cols-2 gap-x-4 gap-y-10 md:gap-x-6 lg:grid-cols-4">
            {help.products.map((item) => (
              <li key={item.id}>
                <ProductTile item={item} sizes={SIZES} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
