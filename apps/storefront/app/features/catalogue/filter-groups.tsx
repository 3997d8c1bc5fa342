// The filters of a list, one group for each thing that products differ in. What would leave everything or nothing is not offered.
import type { SearchFacets } from "@souk/contracts";
import { Button, TextField } from "@souk/ui";
import { Link, useLocation } from "react-router";
import { Stars } from "../../components/stars.tsx";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FilterGroup, Tick, Values } from "./filter-fields.tsx";
import { withFields } from "./filter-query.ts";
import { rangeFields, rangeText } from "./price-range.ts";
import type { FilterForm } from "./use-filter-form.ts";

/** So many groups are seen at once. */
const PROPERTIES_MAX = 5;
const OPEN_PROPERTIES = 2;
const RATING_MIN_SHOWN = 2;

type GroupProps = {
  readonly form: FilterForm;
  readonly facets: SearchFacets;
  readonly currency: string;
};

export function AvailabilityGroup({ form, facets: { inStock, onSale } }: GroupProps) {
  const { filters } = useCatalogueMessages();
  const boxes = [
    { name: "inStock", label: filters.inStock, count: inStock },
    { name: "onSale", label: filters.onSale, count: onSale },
  ];
  return (
    <FilterGroup title={filters.availability} startsOpen>
      {boxes.map((box) => (
        <Tick
          key={box.name}
          {...box}
          form={form}
          value="true"
          isChosen={form.draft.get(box.name) === "true"}
        />
      ))}
    </FilterGroup>
  );
}

export function RoomGroup({ form, facets }: GroupProps) {
  const { filters } = useCatalogueMessages();
  const chosen = form.draft.get("category") ?? "";
  const rooms = facets.categories.map(({ slug, name, count }) => ({ key: slug, label: name, count }));
  if (rooms.length < 2 && chosen === "") return null;
  return (
    <FilterGroup title={filters.room} startsOpen>
      <Tick
        form={form}
        type="radio"
        name="category"
        value=""
        label={filters.anyRoom}
        isChosen={chosen === ""}
      />
      <Values values={rooms} isChosen={({ key }) => key === chosen}>
        {({ key, ...room }) => (
          <Tick
            key={key}
            {...room}
            form={form}
            type="radio"
            name="category"
            value={key}
            isChosen={key === chosen}
          />
        )}
      </Values>
    </FilterGroup>
  );
}

function PriceRanges({ facets, currency }: GroupProps) {
  const { filters } = useCatalogueMessages();
  const { locale } = useMessages();
  const { search } = useLocation();
  return facets.priceRanges
    .filter(({ count }) => count > 0)
    .map((range) => {
      const fields = rangeFields(range, currency);
      return (
        <li key={range.min}>
          <Link
            to={{ search: withFields(search, fields) }}
            replace
            preventScrollReset
            className="flex min-h-11 items-center justify-between gap-3 text-ink underline-offset-4 hover:underline lg:min-h-9"
          >
            <span suppressHydrationWarning>{rangeText(range, currency, { words: filters, locale })}</span>
            <span className="figures text-ink-faint">{range.count}</span>
          </Link>
        </li>
      );
    });
}

export function PriceGroup(props: GroupProps) {
  const { form, currency } = props;
  const { catalogue } = useMessages();
  const { filters } = useCatalogueMessages();
  const shared = {
    inputMode: "decimal",
    autoComplete: "off",
    required: false,
    className: "min-w-0 grow",
  } as const;
  const fields = [
    ["minPrice", catalogue.minPrice(currency)],
    ["maxPrice", catalogue.maxPrice(currency)],
  ] as const;
  return (
    <FilterGroup title={filters.price} startsOpen>
      <ul>
        <PriceRanges {...props} />
      </ul>
      <div className="mt-3 flex gap-3">
        {fields.map(([name, label]) => (
          <TextField
            key={name}
            name={name}
            label={label}
            value={form.draft.get(name) ?? ""}
            onChange={(event) => form.note(event.currentTarget.form)}
            {...shared}
          />
        ))}
      </div>
      <Button tone="secondary" className="mt-3 w-full">
        {catalogue.apply}
      </Button>
    </FilterGroup>
  );
}

export function RatingGroup({ form, facets }: GroupProps) {
  const { filters } = useCatalogueMessages();
  const chosen = form.draft.get("ratingMin") ?? "";
  const offered = facets.ratings.filter(
    ({ ratingMin }) => ratingMin >= RATING_MIN_SHOWN || String(ratingMin) === chosen,
  );
  const isOffered = offered.some(({ ratingMin }) => String(ratingMin) === chosen);
  const rows = chosen === "" || isOffered ? offered : [{ ratingMin: Number(chosen), count: 0 }, ...offered];
  if (rows.length === 0) return null;
  const shared = { form, type: "radio", name: "ratingMin" } as const;
  return (
    <FilterGroup title={filters.rating} chosenCount={chosen === "" ? 0 : 1}>
      <Tick {...shared} value="" label={filters.ratingAny} isChosen={chosen === ""} />
      {rows.map(({ ratingMin, count }) => (
        <Tick
          key={ratingMin}
          {...shared}
          value={String(ratingMin)}
          label={<Stars value={ratingMin} label={filters.ratingFrom(ratingMin)} />}
          count={count}
          isChosen={chosen === String(ratingMin)}
        />
      ))}
    </FilterGroup>
  );
}

type Property = SearchFacets["properties"][number];

function PropertyGroup({
  form,
  property,
  startsOpen,
}: {
  form: FilterForm;
  property: Property;
  startsOpen: boolean;
}) {
  const chosen = new Set(form.draft.getAll("filter"));
  const valueOf = (key: string) => `${property.key}:${key}`;
  const chosenCount = property.values.filter(({ key }) => chosen.has(valueOf(key))).length;
  return (
    <FilterGroup title={property.label} chosenCount={chosenCount} startsOpen={startsOpen}>
      <Values values={property.values} isChosen={({ key }) => chosen.has(valueOf(key))}>
        {({ key, label, count }) => (
          <Tick
            key={key}
            form={form}
            name="filter"
            value={valueOf(key)}
            label={label}
            count={count}
            isChosen={chosen.has(valueOf(key))}
          />
        )}
      </Values>
    </FilterGroup>
  );
}

/** A property with one value tells nothing apart, unless it was chosen. */
const isUseful = ({ values }: Property): boolean =>
  values.length > 1 || values.some(({ isSelected }) => isSelected);

export function PropertyGroups({ form, facets }: GroupProps) {
  const { filters } = useCatalogueMessages();
  const useful = facets.properties.filter(isUseful);
  const hasChoice = ({ values }: Property) => values.some(({ isSelected }) => isSelected);
  const first = useful.filter((property, index) => index < PROPERTIES_MAX || hasChoice(property));
  const rest = useful.filter((property) => !first.includes(property));
  return (
    <>
      {first.map((property, index) => (
        <PropertyGroup
          key={property.key}
          form={form}
          property={property}
          startsOpen={index < OPEN_PROPERTIES}
        />
      ))}
      {rest.length === 0 ? null : (
        <details className="group/rest">
          <summary className="flex min-h-14 list-none items-center text-sm text-indigo underline underline-offset-4 group-open/rest:hidden">
            {filters.more}
          </summary>
          {rest.map((property) => (
            <PropertyGroup key={property.key} form={form} property={property} startsOpen={false} />
          ))}
        </details>
      )}
    </>
  );
}
