// Where a code is typed: hidden behind a question, so that nobody without one feels left out.
import { Button, Notice, TextField } from "@souk/ui";
import type { ReactNode } from "react";
import type { FetcherWithComponents } from "react-router";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { FormOrigin } from "./form-origin.tsx";

type CodeEntryProps = {
  readonly fetcher: FetcherWithComponents<CartOutcome>;
  readonly cartId: string;
  readonly intent: string;
  readonly field: { readonly name: string; readonly label: string; readonly hint?: string };
  readonly question: string;
  readonly error: string | undefined;
  /** What was found out about the code. */
  readonly news?: string | undefined;
  /** Changes when a code was taken: the field is empty again, and the question closed. */
  readonly round: number;
  /** More that can be done with what was typed. */
  readonly more?: ReactNode;
};

export function CodeEntry(props: CodeEntryProps) {
  const { codes } = usePayingMessages();
  const { fetcher, cartId, intent, field, question, error, news, round, more } = props;
  const isApplying = fetcher.formData?.get("intent") === intent;
  return (
    <details key={round} open={Boolean(error ?? news)}>
      <summary className="flex min-h-11 list-none items-center text-sm wrap-anywhere text-indigo underline underline-offset-4">
        {question}
      </summary>
      <fetcher.Form method="post" action="/cart" className="pt-1 pb-3">
        <FormOrigin cartId={cartId} />
        <TextField
          {...field}
          error={error}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button name="intent" value={intent} tone="secondary" busy={isApplying}>
            {codes.apply}
          </Button>
          {more}
        </div>
        {news ? (
          <Notice tone="info" assertive className="mt-3">
            {news}
          </Notice>
        ) : null}
      </fetcher.Form>
    </details>
  );
}
