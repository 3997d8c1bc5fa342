// Filters and order of a list: one GET form. With JavaScript each change applies itself; without it there is a button.
import { Button, Checkbox, Icon, SelectField, TextField } from "@souk/ui";
import { Form, Link, useLocation, useSubmit } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { filledFields, filterCount, type Chosen, type ListSort, type SearchSort } from "./filter-query.ts";

type FilterBarProps<Sort extends ListSort | SearchSort> = {
  readonly chosen: Chosen<Sort>;
  readonly sorts: readonly Sort[];
  readonly currency: string;
  readonly countText: string;
  /** Kept in the address while filters change, such as the search text. */
  readonly kept?: Readonly<Record<string, string>>;
};

function KeptFields({ kept }: { kept: Readonly<Record<string, string>> }) {
  return Object.entries(kept).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

function PriceFields({ chosen, currency }: { chosen: Chosen<string>; currency: string }) {
  const { catalogue } = useMessages();
  const shared = { inputMode: "decimal", autoComplete: "off", required: false, className: "w-28" } as const;
  return (
    <>
      <TextField
        name="minPrice"
        label={catalogue.minPrice(currency)}
        defaultValue={chosen.minPrice}
        {...shared}
      />
      <TextField
        name="maxPrice"
        label={catalogue.maxPrice(currency)}
        defaultValue={chosen.maxPrice}
        {...shared}
      />
    </>
  );
}

function FilterFields<Sort extends ListSort | SearchSort>(props: FilterBarProps<Sort>) {
  const { chosen, sorts, currency, kept = {} } = props;
  const { catalogue } = useMessages();
  const { pathname } = useLocation();
  return (
    <>
      <KeptFields kept={kept} />
      <SelectField
        name="sort"
        label={catalogue.sort}
        defaultValue={chosen.sort}
        options={sorts.map((value) => ({ value, label: catalogue.sorts[value] }))}
        className="w-full sm:w-56"
      />
      <PriceFields chosen={chosen} currency={currency} />
      <Checkbox
        name="inStock"
        value="true"
        label={catalogue.inStock}
        defaultChecked={chosen.inStock}
        className="pb-0.5"
      />
      <div className="flex items-center gap-2">
        <Button tone="secondary">{catalogue.apply}</Button>
        {filterCount(chosen) > 0 ? (
          <Link
            to={{ pathname, search: new URLSearchParams(kept).toString() }}
            className="inline-flex min-h-12 items-center px-3 text-sm text-indigo underline underline-offset-4"
          >
            {catalogue.reset}
          </Link>
        ) : null}
      </div>
    </>
  );
}

export function FilterBar<Sort extends ListSort | SearchSort>(props: FilterBarProps<Sort>) {
  const { catalogue } = useMessages();
  const submit = useSubmit();
  const { pathname, search } = useLocation();
  const filters = filterCount(props.chosen);
  const apply = (form: HTMLFormElement) =>
    void submit(filledFields(form), { action: pathname, replace: true, preventScrollReset: true });
  return (
    <details className="group border-y border-line" open={filters > 0}>
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 text-sm">
        <span className="figures text-ink-soft">{props.countText}</span>
        <span className="inline-flex min-h-11 items-center gap-2 font-medium">
          <Icon name="filter" className="size-5" />
          {catalogue.filters}
          {filters > 0 ? (
            <span className="figures rounded-full bg-saffron px-2 text-xs text-saffron-ink">{filters}</span>
          ) : null}
        </span>
      </summary>
      <Form
        key={search}
        action={pathname}
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
        onChange={(event) => {
          if (event.target instanceof HTMLInputElement && event.target.type === "text") return; // Prices apply on Enter or by the button.
          apply(event.currentTarget);
        }}
        className="flex flex-wrap items-end gap-x-6 gap-y-4 pt-2 pb-6"
      >
        <FilterFields {...props} />
      </Form>
    </details>
  );
}
