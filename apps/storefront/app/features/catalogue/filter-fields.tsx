// One filter of a list: a group that opens, and the boxes in it with how many products each would leave.
import { Icon } from "@souk/ui";
import { useState, type ReactNode } from "react";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import type { FilterForm } from "./use-filter-form.ts";

/** So many values are seen at once; the others are one press away. */
const VALUES_MAX = 8;

type FilterGroupProps = {
  readonly title: string;
  readonly chosenCount?: number;
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
};

/** It opens by itself only where something in it was chosen when the page came: nothing jumps below a finger. */
export function FilterGroup({ title, chosenCount = 0, startsOpen = false, children }: FilterGroupProps) {
  const { filters } = useCatalogueMessages();
  const [isOpen] = useState(startsOpen || chosenCount > 0);
  return (
    <details open={isOpen} className="group border-b border-line text-sm">
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 font-medium hover:text-indigo">
        {chosenCount > 0 ? filters.choices(title, chosenCount) : title}
        <Icon
          name="chevron-down"
          className="size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-180"
        />
      </summary>
      <fieldset className="pb-5">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  );
}

type TickProps = {
  readonly form: FilterForm;
  readonly type?: "checkbox" | "radio";
  readonly name: string;
  readonly value: string;
  readonly label: ReactNode;
  readonly count?: number | undefined;
  readonly isChosen: boolean;
};

export function Tick({ form, type = "checkbox", name, value, label, count, isChosen }: TickProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-ink has-disabled:cursor-not-allowed has-disabled:text-ink-faint lg:min-h-9">
      <input
        type={type}
        name={name}
        value={value}
        checked={isChosen}
        disabled={count === 0 && !isChosen}
        onChange={(event) => form.apply(event.currentTarget.form)}
        className="size-5 shrink-0 accent-ink lg:size-[1.125rem]"
      />
      <span className="min-w-0 grow">{label}</span>
      {count === undefined ? null : <span className="figures shrink-0 text-ink-faint">{count}</span>}
    </label>
  );
}

export type Value = { readonly key: string; readonly label: string; readonly count: number };

type ValuesProps = {
  readonly values: readonly Value[];
  readonly isChosen: (value: Value) => boolean;
  readonly children: (value: Value) => ReactNode;
};

/** The first values and the chosen ones; the rest behind a press. */
export function Values({ values, isChosen, children }: ValuesProps) {
  const { filters } = useCatalogueMessages();
  const first = values.filter((value, index) => index < VALUES_MAX || isChosen(value));
  const rest = values.filter((value) => !first.includes(value));
  return (
    <>
      {first.map(children)}
      {rest.length === 0 ? null : (
        <details className="group/more">
          <summary className="flex min-h-11 list-none items-center text-indigo underline underline-offset-4 group-open/more:hidden lg:min-h-9">
            {filters.showAll(values.length)}
          </summary>
          {rest.map(children)}
        </details>
      )}
    </>
  );
}
