// The list below the search field, by kind. Reached by arrow keys from the field, or by pointer; it never takes focus itself.
import { classes, Icon } from "@souk/ui";
import { Link } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { SUGGESTION_KINDS, type Suggestion, type SuggestionKind } from "./suggestions.ts";

type SuggestionListProps = {
  readonly id: string;
  readonly query: string;
  readonly items: readonly Suggestion[];
  readonly active: number;
};

function Sign({ item }: { item: Suggestion }) {
  if (item.kind === "product" && item.image)
    return (
      <img
        src={item.image}
        alt=""
        width={40}
        height={50}
        className="h-[3.125rem] w-10 shrink-0 bg-sunken object-cover"
      />
    );
  return (
    <span className="grid w-10 shrink-0 place-items-center text-ink-faint">
      <Icon name={item.kind === "query" ? "search" : "arrow-end"} className="size-4" />
    </span>
  );
}

type RowProps = { readonly item: Suggestion; readonly id: string; readonly isActive: boolean };

/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- The list of a combobox (ARIA practices): no element is one. */
function Row({ item, id, isActive }: RowProps) {
  return (
    <Link
      to={item.href}
      viewTransition
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes(
        "flex min-h-11 items-center gap-3 px-4 py-1.5 hover:bg-sunken",
        isActive && "bg-sunken",
      )}
    >
      <Sign item={item} />
      <span className="min-w-0 grow truncate font-medium">{item.name}</span>
      {item.aside ? <span className="figures shrink-0 text-ink-soft">{item.aside}</span> : null}
    </Link>
  );
}

export function SuggestionList({ id, query, items, active }: SuggestionListProps) {
  const { search } = useMessages();
  const titles: Record<SuggestionKind, string> = search.kinds;
  const numbered = items.map((item, index) => ({ item, index }));
  const groups = SUGGESTION_KINDS.map((kind) => ({
    kind,
    rows: numbered.filter(({ item }) => item.kind === kind),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <div
      hidden={items.length === 0}
      className="absolute end-0 top-full z-30 mt-2 w-[min(28rem,calc(100vw-2rem))] rounded-md border border-line bg-raised text-sm"
    >
      <div id={`${id}-list`} role="listbox" aria-label={search.suggestions} className="py-2">
        {groups.map(({ kind, rows }) => (
          <div key={kind} role="group" aria-label={titles[kind]} className="not-first:mt-1.5">
            <p aria-hidden="true" className="eyebrow px-4 pt-1.5 pb-1">
              {titles[kind]}
            </p>
            {rows.map(({ item, index }) => (
              <Row key={item.href} item={item} id={`${id}-${index}`} isActive={index === active} />
            ))}
          </div>
        ))}
      </div>
      <Link
        to={`/products/search?q=${encodeURIComponent(query.trim())}`}
        className="flex min-h-12 items-center border-t border-line px-4 text-indigo underline underline-offset-4"
      >
        {search.seeAll(query.trim())}
      </Link>
    </div>
  );
}
