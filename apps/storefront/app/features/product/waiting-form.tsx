// The form on a sold-out version that asks for one mail when it is back.
import { Button, fieldId, Icon, Notice } from "@souk/ui";
import { useFetcher } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import type { WaitingOutcome } from "./waiting.server.ts";

type WaitingFormProps = {
  readonly variantId: string;
  /** Who is signed in need not say where to write to. */
  readonly isSignedIn: boolean;
  /** The page to go back to, for browsers without JavaScript. */
  readonly from: string;
  readonly outcome?: WaitingOutcome | undefined;
};

function EmailField({ email, error }: { email: string; error: string | undefined }) {
  const { backInStock } = useCatalogueMessages();
  const id = fieldId("waiting-email");
  return (
    <div className="min-w-0 grow">
      <label htmlFor={id} className="sr-only">
        {backInStock.email}
      </label>
      <input
        id={id}
        name="email"
        type="email"
        required
        autoComplete="email"
        spellCheck={false}
        placeholder={backInStock.email}
        defaultValue={email}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className="block min-h-12 w-full rounded-md border border-control bg-raised px-3.5 placeholder:text-ink-faint hover:border-ink aria-invalid:border-danger"
      />
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 flex items-start gap-1.5 text-sm text-danger">
          <Icon name="alert" className="mt-[0.2em] size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** What became of it, in the words for it. */
export function WaitingNotice({ outcome }: { outcome: WaitingOutcome }) {
  const { backInStock } = useCatalogueMessages();
  if (outcome.status === "refused")
    return (
      <Notice tone="warning" assertive>
        {outcome.message}
      </Notice>
    );
  return (
    <Notice tone="success" assertive>
      {outcome.status === "waiting" ? backInStock.waiting : backInStock.confirmationSent}
    </Notice>
  );
}

export function WaitingForm({ variantId, isSignedIn, from, outcome: earlier }: WaitingFormProps) {
  const { backInStock } = useCatalogueMessages();
  const fetcher = useFetcher<WaitingOutcome>({ key: `waiting-${variantId}` });
  const outcome = fetcher.data ?? earlier;
  if (outcome && outcome.status !== "refused") return <WaitingNotice outcome={outcome} />;
  const isAboutEmail = outcome?.isAboutEmail === true && !isSignedIn;
  const isBusy = fetcher.state !== "idle";
  return (
    <fetcher.Form method="post" action="/back-in-stock" noValidate className="rounded-md bg-sunken px-5 py-5">
      <h2 className="font-medium">{backInStock.title}</h2>
      <p className="mt-0.5 mb-3 text-sm text-ink-soft">{backInStock.hint}</p>
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="from" value={from} />
      <div className="flex flex-wrap items-start gap-3">
        {isSignedIn ? null : (
          <EmailField email={outcome?.email ?? ""} error={isAboutEmail ? outcome.message : undefined} />
        )}
        <Button tone="secondary" busy={isBusy} className="bg-raised">
          {isBusy ? backInStock.sending : backInStock.send}
        </Button>
      </div>
      {outcome && !isAboutEmail ? (
        <div className="mt-3">
          <WaitingNotice outcome={outcome} />
        </div>
      ) : null}
    </fetcher.Form>
  );
}
