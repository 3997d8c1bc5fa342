// The large search field on the page of results.
import { Icon } from "@souk/ui";
import { Form } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";

export function SearchField({ query }: { query: string }) {
  const { search } = useMessages();
  return (
    <search>
      <Form
        action="/products/search"
        className="flex max-w-3xl items-center gap-3 border-b-2 border-ink focus-within:border-focus"
      >
        <label htmlFor="page-search" className="sr-only">
          {search.label}
        </label>
        <input
          key={query}
          id="page-search"
          type="search"
          name="q"
          defaultValue={query}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- Without a query the page is this field: whoever came here wants to type.
          autoFocus={query === ""}
          placeholder={search.placeholder}
          enterKeyHint="search"
          className="display-type min-h-14 w-full bg-transparent text-2xl outline-none placeholder:text-ink-faint"
        />
        <button className="grid size-12 shrink-0 place-items-center rounded-md hover:bg-sunken">
          <Icon name="search" />
          <span className="sr-only">{search.submit}</span>
        </button>
      </Form>
    </search>
  );
}
