// The frame of pages with one thing to do: a title, why, and a narrow column.
import { Button, ErrorSummary, Link, Notice, type FieldProblem } from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";

type QuietPageProps = {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children?: ReactNode;
  /** The way to somewhere else, below a line. */
  readonly other?: { readonly question?: string; readonly href: string; readonly label: string } | undefined;
};

export function QuietPage({ title, intro, children, other }: QuietPageProps) {
  return (
    <div className="shell py-12 lg:py-20">
      <div className="mx-auto max-w-md">
        <h1 className="display-type text-3xl">{title}</h1>
        {intro ? <p className="mt-3 text-ink-soft">{intro}</p> : null}
        <div className="mt-8">{children}</div>
        {other ? (
          <p className="mt-8 border-t border-line pt-6 text-sm text-ink-soft">
            {other.question} <Link href={other.href}>{other.label}</Link>
          </p>
        ) : null}
      </div>
    </div>
  );
}

export type FormState = {
  readonly problems?: readonly FieldProblem[] | undefined;
  readonly message?: string | undefined;
};
const NONE: readonly FieldProblem[] = [];

/** What is wrong with the form as a whole, at its top. */
export function FormTop({ state }: { state: FormState | undefined }) {
  const { checkout } = useCheckoutMessages();
  return (
    <>
      <ErrorSummary title={checkout.errorTitle} problems={state?.problems ?? NONE} />
      {state?.message ? (
        <Notice tone="danger" assertive>
          {state.message}
        </Notice>
      ) : null}
    </>
  );
}

type AccountFormProps = {
  readonly state: FormState | undefined;
  readonly button: string;
  readonly children?: ReactNode;
  /** Beside the other forms of a page, `intent` tells which one was sent. */
  readonly intent?: string;
  readonly wide?: boolean;
};

/** A form with its errors at the top and its button at the end. */
export function AccountForm({ state, button, children, intent, wide = true }: AccountFormProps) {
  const { state: phase, formData } = useNavigation();
  const isBusy = phase === "submitting" && (formData?.get("intent") ?? undefined) === intent;
  return (
    <Form method="post" noValidate className="grid gap-5">
      {intent === undefined ? null : <input type="hidden" name="intent" value={intent} />}
      <FormTop state={state} />
      {children}
      <Button
        busy={isBusy}
        size={wide ? "large" : "medium"}
        className={wide ? "mt-2 w-full" : "mt-1 justify-self-start"}
      >
        {button}
      </Button>
    </Form>
  );
}

/** The message beside one field. */
export const errorAt = (state: FormState | undefined, name: string): string | undefined =>
  state?.problems?.find((problem) => problem.name === name)?.message;
