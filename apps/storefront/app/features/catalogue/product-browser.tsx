// A list of products with its filters: the form beside it, the toolbar above it, the grid. For rooms and for search alike.
import type { SearchFacets } from "@souk/contracts";
import { classes } from "@souk/ui";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { activeFilters, type ActiveFilter } from "./active-filters.ts";
import { FilterPanel } from "./filter-panel.tsx";
import { withoutFilters, type Chosen, type ListSort } from "./filter-query.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { ProductGrid, type ProductPageData } from "./product-grid.tsx";
import { useFilterForm } from "./use-filter-form.ts";

export type ProductList = ProductPageData & {
  readonly total: number;
  readonly isTotalExact: boolean;
  readonly facets: SearchFacets;
};

type ProductBrowserProps = {
  readonly list: ProductList;
  readonly chosen: Chosen;
  readonly sorts: readonly [ListSort, ...ListSort[]];
  readonly currency: string;
  readonly withRooms?: boolean;
  readonly kept?: Readonly<Record<string, string>>;
  /** Chosen filters that the page knows more of than the list does. */
  readonly alsoActive?: readonly ActiveFilter[];
  /** Stands where the list would be when nothing is left. */
  readonly empty: ReactNode;
};

const NOTHING_KEPT = {};
const NONE: readonly ActiveFilter[] = [];

export function ProductBrowser({
  list,
  chosen,
  sorts,
  currency,
  withRooms = false,
  kept = NOTHING_KEPT,
  alsoActive = NONE,
  empty,
}: ProductBrowserProps) {
  const { filters } = useCatalogueMessages();
  const { locale } = useMessages();
  const { search } = useLocation();
  const form = useFilterForm(sorts[0]);
  const { items, total, isTotalExact, nextCursor, facets } = list;
  const said = activeFilters(chosen, { facets, search }, { words: filters, currency, locale });
  return (
    <div className="lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)] lg:gap-x-12 xl:grid-cols-[16rem_minmax(0,1fr)] xl:gap-x-16">
      <FilterPanel {...{ form, facets, currency, total, withRooms, kept }} />
      <div
        aria-busy={form.isPending || undefined}
        className={classes("min-w-0 transition-opacity", form.isPending && "opacity-55")}
      >
        <ListToolbar
          form={form}
          sorts={sorts}
          countText={isTotalExact ? filters.count(total) : filters.atLeast(total)}
          active={[...alsoActive, ...said]}
          clear={withoutFilters(search)}
        />
        {items.length > 0 ? (
          <ProductGrid key={`${currency} ${search} ${items[0]?.id} ${nextCursor}`} first={list} />
        ) : (
          empty
        )}
      </div>
    </div>
  );
}
