// The list below the search field. Reached by arrow keys from the field, or by pointer; it never takes focus itself.
import { classes } from "@souk/ui";
import { Link } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import type { Suggestion } from "./suggestions.ts";

type SuggestionListProps = {
  readonly id: string;
  readonly query: string;
  readonly items: readonly Suggestion[];
  readonly active: number;
};

function SuggestionRow({ item }: { item: Suggestion }) {
  return (
    <>
      {item.image ? (
        <img
          src={item.image}
          alt=""
          width={48}
          height={60}
          className="h-[3.75rem] w-12 shrink-0 bg-sunken object-cover"
        />
      ) : null}
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{item.name}</span>
        <span className="block truncate text-ink-faint">{item.detail}</span>
      </span>
      <span className="figures shrink-0">{item.price}</span>
    </>
  );
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- The list of a combobox (ARIA practices): no element is one. */
export function SuggestionList({ id, query, items, active }: SuggestionListProps) {
  const { search } = useMessages();
  return (
    <div
      hidden={items.length === 0}
      className="absolute end-0 top-full z-30 mt-2 w-[min(30rem,calc(100vw-2rem))] rounded-md border border-line bg-raised py-2 text-sm"
    >
      <ul id={`${id}-list`} role="listbox" aria-label={search.suggestions}>
        {items.map((item, index) => (
          <li key={item.href} role="presentation">
            <Link
              to={item.href}
              viewTransition
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              className={classes(
                "flex items-center gap-4 px-4 py-2 hover:bg-sunken",
                index === active && "bg-sunken",
              )}
            >
              <SuggestionRow item={item} />
            </Link>
          </li>
        ))}
      </ul>
      <Link
        to={`/products/search?q=${encodeURIComponent(query.trim())}`}
        className="flex min-h-11 items-center border-t border-line px-4 pt-2 text-indigo underline underline-offset-4"
      >
        {search.seeAll(query.trim())}
      </Link>
    </div>
  );
}
