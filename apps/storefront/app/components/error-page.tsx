// What a visitor sees when a page is not there or could not be made: what happened, and ways on.
import { ButtonLink, Icon } from "@souk/ui";
import { isRouteErrorResponse } from "react-router";
import { useMessages } from "../messages/use-messages.ts";

/** A search form without suggestions: it must work when nothing else does. */
function PlainSearch() {
  const { search } = useMessages();
  return (
    <search className="w-full max-w-md">
      <form action="/products/search" className="flex gap-2">
        <label htmlFor="error-search" className="sr-only">
          {search.label}
        </label>
        <input
          id="error-search"
          type="search"
          name="q"
          placeholder={search.placeholder}
          className="min-h-12 w-full rounded-md border border-control bg-raised px-4 placeholder:text-ink-faint"
        />
        <button className="grid size-12 shrink-0 place-items-center rounded-md bg-saffron text-saffron-ink hover:bg-saffron-strong">
          <Icon name="search" className="size-5" />
          <span className="sr-only">{search.submit}</span>
        </button>
      </form>
    </search>
  );
}

export function ErrorPage({ error }: { error: unknown }) {
  const { errors, common } = useMessages();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const isMissing = status === 404;
  const isBusy = status === 503 || status === 429;
  const [title, text] = isMissing
    ? [errors.notFoundTitle, errors.notFound]
    : isBusy
      ? [errors.busyTitle, errors.busy]
      : [errors.title, errors.text];
  return (
    <section className="shell flex flex-col items-start gap-7 py-20 lg:grid lg:grid-cols-12 lg:py-32">
      <title>{common.pageTitle(title)}</title>
      <p aria-hidden="true" className="display-type text-display text-ink-faint lg:col-span-4">
        {status}
      </p>
      <div className="flex flex-col items-start gap-6 lg:col-span-7">
        <h1 className="display-type text-3xl">{title}</h1>
        <p className="max-w-prose text-lg text-ink-soft">{text}</p>
        {isMissing ? <PlainSearch /> : null}
        <ButtonLink href="/" tone="secondary">
          {common.backToHome}
        </ButtonLink>
      </div>
    </section>
  );
}
