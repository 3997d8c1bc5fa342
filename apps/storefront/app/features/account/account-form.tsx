// The frame of the sign-in and register forms: title, why, errors, fields, the way to the other form.
import { Button, ErrorSummary, Link, Notice, type FieldProblem } from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";

type AccountFormProps = {
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly from: string;
  readonly problems: readonly FieldProblem[];
  readonly message?: string | undefined;
  readonly other: { readonly question: string; readonly href: string; readonly label: string };
  readonly children: ReactNode;
};

export function AccountForm({
  title,
  intro,
  button,
  from,
  problems,
  message,
  other,
  children,
}: AccountFormProps) {
  const { checkout } = useCheckoutMessages();
  const isBusy = useNavigation().state === "submitting";
  return (
    <div className="shell py-12 lg:py-20">
      <div className="mx-auto max-w-md">
        <h1 className="display-type text-3xl">{title}</h1>
        <p className="mt-3 mb-8 text-ink-soft">{intro}</p>
        <Form method="post" noValidate className="grid gap-5">
          <input type="hidden" name="from" value={from} />
          <ErrorSummary title={checkout.errorTitle} problems={problems} />
          {message ? (
            <Notice tone="danger" assertive>
              {message}
            </Notice>
          ) : null}
          {children}
          <Button busy={isBusy} size="large" className="mt-2 w-full">
            {button}
          </Button>
        </Form>
        <p className="mt-8 border-t border-line pt-6 text-sm text-ink-soft">
          {other.question} <Link href={other.href}>{other.label}</Link>
        </p>
      </div>
    </div>
  );
}
