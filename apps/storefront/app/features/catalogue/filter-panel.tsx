// All filters of a list as one GET form: beside the list on wide windows, a sheet over it on small ones. The sheet is a popover and needs no JavaScript;
// with JavaScript each change applies itself.
import type { SearchFacets } from "@souk/contracts";
import { Button, Icon } from "@souk/ui";
import { useRef } from "react";
import { Form, useLocation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { AvailabilityGroup, PriceGroup, PropertyGroups, RatingGroup, RoomGroup } from "./filter-groups.tsx";
import type { FilterForm } from "./use-filter-form.ts";

export const PANEL_ID = "filter-panel";
export const FORM_ID = "filters";

export type FilterPanelProps = {
  readonly form: FilterForm;
  readonly facets: SearchFacets;
  readonly currency: string;
  readonly total: number;
  /** Whether rooms are a filter here: in a room they are ways to go on. */
  readonly withRooms: boolean;
  /** Kept in the address while filters change, such as the search text. */
  readonly kept: Readonly<Record<string, string>>;
};

function PanelHead() {
  const { filters } = useCatalogueMessages();
  return (
    <div className="flex items-center justify-between border-b border-line py-2 ps-6 pe-3 lg:hidden">
      <h2 className="display-type text-xl">{filters.title}</h2>
      <button
        type="button"
        popoverTarget={PANEL_ID}
        popoverTargetAction="hide"
        className="grid size-12 place-items-center rounded-md hover:bg-sunken"
      >
        <Icon name="close" className="size-5" />
        <span className="sr-only">{filters.close}</span>
      </button>
    </div>
  );
}

export function FilterPanel({ form, kept, total, withRooms, ...groups }: FilterPanelProps) {
  const { filters } = useCatalogueMessages();
  const { pathname } = useLocation();
  const panel = useRef<HTMLDivElement>(null);
  const shared = { form, ...groups };
  return (
    <div ref={panel} id={PANEL_ID} popover="auto" className="filter-panel">
      <PanelHead />
      <Form
        id={FORM_ID}
        action={pathname}
        aria-label={filters.title}
        onSubmit={(event) => {
          event.preventDefault();
          form.apply(event.currentTarget);
          panel.current?.hidePopover();
        }}
        className="px-6 lg:-mt-4 lg:px-0"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {withRooms ? <RoomGroup {...shared} /> : null}
        <AvailabilityGroup {...shared} />
        <PriceGroup {...shared} />
        <RatingGroup {...shared} />
        <PropertyGroups {...shared} />
        <div className="sticky bottom-0 -mx-6 border-t border-line bg-paper px-6 py-4 lg:hidden">
          <Button size="large" className="w-full">
            {filters.show(total)}
          </Button>
        </div>
      </Form>
    </div>
  );
}
