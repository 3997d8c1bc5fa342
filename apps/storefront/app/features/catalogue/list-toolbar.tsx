// Above a list: how much there is, the way to the filters on small windows, the order, and what was chosen.
import { Icon, LiveRegion } from "@souk/ui";
import { Link } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { ActiveFilter } from "./active-filters.ts";
import { FORM_ID, PANEL_ID } from "./filter-panel.tsx";
import type { ListSort } from "./filter-query.ts";
import type { FilterForm } from "./use-filter-form.ts";

type Sorting = { readonly form: FilterForm; readonly sorts: readonly [ListSort, ...ListSort[]] };

/** It belongs to the form of the filters, wherever on the page it stands. */
function SortChoice({ form, sorts }: Sorting) {
  const { catalogue } = useMessages();
  const { filters } = useCatalogueMessages();
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor="list-sort" className="whitespace-nowrap text-ink-soft max-sm:sr-only">
        {catalogue.sort}
      </label>
      <div className="relative">
        <select
          id="list-sort"
          name="sort"
          form={FORM_ID}
          value={form.draft.get("sort") ?? sorts[0]}
          onChange={(event) => form.apply(event.currentTarget.form)}
          className="min-h-11 appearance-none rounded-md border border-control bg-raised ps-3.5 pe-9 hover:border-ink"
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {catalogue.sorts[sort]}
            </option>
          ))}
        </select>
        <Icon
          name="chevron-down"
          className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-soft"
        />
      </div>
      <noscript>
        <button form={FORM_ID} className="min-h-11 rounded-md border border-control px-3">
          {filters.applySort}
        </button>
      </noscript>
    </div>
  );
}

function OpenFilters({ count }: { count: number }) {
  const { filters } = useCatalogueMessages();
  return (
    <button
      type="button"
      popoverTarget={PANEL_ID}
      className="inline-flex min-h-11 items-center gap-2 rounded-md border border-control bg-raised px-4 text-sm hover:border-ink lg:hidden"
    >
      <Icon name="filter" className="size-5" />
      {filters.open}
      {count > 0 ? (
        <span className="figures rounded-full bg-saffron px-2 text-xs text-saffron-ink">
          {count} <span className="sr-only">{filters.chosen}</span>
        </span>
      ) : null}
    </button>
  );
}

/** What was chosen, each to be taken away again. */
function Chips({ active, clear }: { active: readonly ActiveFilter[]; clear: string }) {
  const { filters } = useCatalogueMessages();
  if (active.length === 0) return null;
  return (
    <ul aria-label={filters.active} className="mt-4 flex flex-wrap items-center gap-2 text-sm">
      {active.map(({ label, search }) => (
        <li key={label}>
          <Link
            to={{ search }}
            replace
            preventScrollReset
            aria-label={filters.remove(label)}
            className="inline-flex min-h-11 items-center gap-2 rounded-full border border-control ps-4 pe-3 hover:border-ink lg:min-h-9"
          >
            {label}
            <Icon name="close" className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          to={{ search: clear }}
          replace
          preventScrollReset
          className="inline-flex min-h-11 items-center px-2 text-indigo underline underline-offset-4 lg:min-h-9"
        >
          {filters.clear}
        </Link>
      </li>
    </ul>
  );
}

type ListToolbarProps = Sorting & {
  readonly countText: string;
  readonly active: readonly ActiveFilter[];
  /** The address of the list without filters. */
  readonly clear: string;
};

export function ListToolbar({ countText, active, clear, ...sorting }: ListToolbarProps) {
  return (
    <div className="mb-6 border-b border-line pb-4 lg:mb-8">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <p className="figures text-sm text-ink-soft max-sm:w-full">{countText}</p>
        <OpenFilters count={active.length} />
        <SortChoice {...sorting} />
      </div>
      <Chips active={active} clear={clear} />
      <LiveRegion>{countText}</LiveRegion>
    </div>
  );
}
